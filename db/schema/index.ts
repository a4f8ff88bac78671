import type {
  OfficeTable,
  SettingTable,
  DepartmentTable,
  PersonTable,
  RoleTable,
  RoleRightTable,
  PersonRoleTable,
  ClaimLimitTable,
  SessionTable,
  SignInFailureTable,
  ChoiceTable,
  NumberCounterTable,
  OperationLogTable,
  RequestTable,
  ListLayoutTable,
  PersonSettingTable,
} from './office.ts';
import type {
  CustomerTable,
  CustomerTagTable,
  OwnershipEventTable,
  ShareTable,
  ShareRequestTable,
  NoticeTable,
  UnmaskingTable,
} from './customers.ts';
import type { ContactTable, ContactWayTable, ContactRelationTable } from './contacts.ts';
import type {
  InteractionTable,
  InteractionContactTable,
  InteractionCommentTable,
  TaskTable,
} from './interactions.ts';
import type {
  AutomaticReturnRunTable,
  AutomaticReturnTable,
  ExtensionRequestTable,
  FallBackWarningTable,
} from './protection.ts';
import type { CustomFieldOptionTable, CustomFieldTable, CustomerValueTable } from './custom-fields.ts';
import type {
  CustomerMergeMoveTable,
  CustomerMergePartTable,
  CustomerMergeTable,
  DuplicateRunTable,
  LikelyDuplicateTable,
  NotDuplicateTable,
} from './merging.ts';
import type { HandoverTable, HandoverCustomerTable, HandoverItemTable } from './handover.ts';
import type { SavedViewTable, DefaultViewTable } from './views.ts';
import type {
  ImportChangeTable,
  ImportCorrectionTable,
  ImportJobTable,
  ImportMappingTable,
  ImportRowTable,
  ImportTreatmentTable,
} from './imports.ts';
import type { ExportJobTable } from './exports.ts';
import type {
  AttachmentTable,
  AttachmentUploadTable,
  AttachmentVersionTable,
  StoredObjectTable,
} from './attachments.ts';

/**
 * The rows as they lie in the database: snake_case, 0/1 for yes and no, ISO 8601 UTC text for instants,
 * `YYYY-MM-DD` for days, whole fen for money. Repositories turn them into the records of the contracts.
 */
export interface Database {
  office: OfficeTable;
  setting: SettingTable;
  department: DepartmentTable;
  person: PersonTable;
  role: RoleTable;
  role_right: RoleRightTable;
  person_role: PersonRoleTable;
  claim_limit: ClaimLimitTable;
  session: SessionTable;
  sign_in_failure: SignInFailureTable;
  choice: ChoiceTable;
  number_counter: NumberCounterTable;
  customer: CustomerTable;
  customer_tag: CustomerTagTable;
  ownership_event: OwnershipEventTable;
  share: ShareTable;
  share_request: ShareRequestTable;
  notice: NoticeTable;
  interaction: InteractionTable;
  interaction_contact: InteractionContactTable;
  interaction_comment: InteractionCommentTable;
  task: TaskTable;
  extension_request: ExtensionRequestTable;
  automatic_return_run: AutomaticReturnRunTable;
  automatic_return: AutomaticReturnTable;
  fall_back_warning: FallBackWarningTable;
  handover: HandoverTable;
  handover_customer: HandoverCustomerTable;
  handover_item: HandoverItemTable;
  unmasking: UnmaskingTable;
  contact: ContactTable;
  contact_way: ContactWayTable;
  contact_relation: ContactRelationTable;
  custom_field: CustomFieldTable;
  custom_field_option: CustomFieldOptionTable;
  customer_value: CustomerValueTable;
  customer_merge: CustomerMergeTable;
  customer_merge_part: CustomerMergePartTable;
  customer_merge_move: CustomerMergeMoveTable;
  likely_duplicate: LikelyDuplicateTable;
  not_duplicate: NotDuplicateTable;
  duplicate_run: DuplicateRunTable;
  operation_log: OperationLogTable;
  request: RequestTable;
  list_layout: ListLayoutTable;
  person_setting: PersonSettingTable;
  saved_view: SavedViewTable;
  default_view: DefaultViewTable;
  import_job: ImportJobTable;
  import_row: ImportRowTable;
  import_correction: ImportCorrectionTable;
  import_treatment: ImportTreatmentTable;
  import_change: ImportChangeTable;
  import_mapping: ImportMappingTable;
  export_job: ExportJobTable;
  attachment: AttachmentTable;
  attachment_version: AttachmentVersionTable;
  attachment_upload: AttachmentUploadTable;
  stored_object: StoredObjectTable;
}
