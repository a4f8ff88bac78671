/** Every refusal the program can give, with the HTTP status it travels under. The sentence is made in core/i18n. */
export const errorStatus = {
  // anyone
  invalidInput: 400,
  unexpected: 500,
  notFound: 404,
  notAllowed: 403,
  conflict: 409,
  requestRepeated: 409,
  hostAway: 503,
  tooBusy: 429,
  // signing in
  signInNeeded: 401,
  signInFailed: 401,
  signInThrottled: 429,
  passwordChangeNeeded: 403,
  passwordWrong: 422,
  passwordTooShort: 422,
  passwordTooCommon: 422,
  passwordSame: 422,
  officeExists: 409,
  // sharing
  shareNotNeeded: 409,
  shareAskedAlready: 409,
  receiverSeesNone: 409,
  // protection
  limitLocked: 409,
  extensionAskedAlready: 409,
  extensionNotNeeded: 409,
  extensionOver: 409,
  nobodyGrants: 409,
  runTooOld: 409,
  // saved views
  viewsTooMany: 422,
  // handover
  handoverSelf: 409,
  handoverToSelf: 409,
  handoverChanged: 409,
  handoverTooOld: 409,
  handoverUndone: 409,
  handoverTasksUnseen: 409,
  // people
  nameTaken: 409,
  lastAdministrator: 409,
  superiorLoop: 409,
  departmentLoop: 409,
  departmentInUse: 409,
  roleInUse: 409,
  roleBuiltIn: 409,
  personLeft: 409,
  choiceInUse: 409,
  choiceRetired: 422,
  customFieldInUse: 409,
  customOptionInUse: 409,
  customFieldsTooMany: 409,
  customOptionsTooMany: 422,
  patternNoCounter: 422,
  patternTwoCounters: 422,
  patternUnknownToken: 422,
  patternTooLong: 422,
  // customers and the pool
  duplicateName: 409,
  duplicateTaxNumber: 409,
  similarNames: 409,
  sortNotAvailable: 422,
  alreadyClaimed: 409,
  alreadyOwner: 409,
  notUnclaimed: 409,
  notClaimed: 409,
  limitHeld: 409,
  limitClaimsPerDay: 409,
  limitCoolDown: 409,
  limitUnmask: 429,
  receiverCannotOwn: 409,
  parentLoop: 422,
  reasonNeeded: 422,
  tooManySelected: 422,
  // merging
  mergeNotLast: 409,
  mergeOver: 409,
  customerMerged: 409,
  // contacts
  contactLeft: 409,
  customerDeleted: 409,
  relationExists: 409,
  cardsNone: 422,
  // interactions
  interactionClosed: 409,
  // import
  fileTooLarge: 413,
  fileTypeUnknown: 415,
  fileXlsOld: 415,
  filePassword: 415,
  fileBroken: 422,
  fileEmpty: 422,
  fileEncoding: 422,
  fileHasNoNameColumn: 422,
  fileHasNoContactColumn: 422,
  columnMappedTwice: 422,
  importRunning: 409,
  importNotReady: 409,
  importTooManyRows: 413,
  importTooOld: 409,
  uploadOutOfOrder: 409,
  // files
  fileLimit: 413,
  fileNoRoom: 507,
  fileChanged: 409,
  fileNameTaken: 409,
  fileOwnerDeleted: 409,
  fileMasked: 403,
  fileUnclaimed: 403,
  fileMissing: 410,
  fileDamaged: 410,
  fileNotOpenable: 403,
  fileNoProgram: 409,
  uploadGone: 404,
  // export
  exportRunning: 409,
  exportGone: 404,
  cardMissing: 409,
  exportInterrupted: 503,
  exportTooLarge: 413,
  // print
  printGone: 404,
  printFailed: 503,
  logoUnknown: 422,
  logoTooLarge: 413,
  templateFileUnknown: 422,
  // opening the office
  databaseLocked: 503,
  databaseNewer: 503,
  databaseOnNetwork: 503,
  databaseInSyncFolder: 503,
  databaseDamaged: 503,
  databaseForeign: 503,
  databaseMigrationFailed: 503,
  sqliteTooOld: 503,
  folderNotWritable: 503,
  folderNotEmpty: 409,
  diskFull: 507,
  portInUse: 503,
  serviceGivenUp: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;
export type ErrorParams = Readonly<Record<string, string | number>>;

/** One field of a form that was refused: `path` as in the input (`name`, `customer.phone`), `code` a sentence key. */
export interface FieldError {
  readonly path: string;
  readonly code: string;
  readonly params?: ErrorParams;
}

/**
 * A refusal with everything its sentence needs. `field` names the input it concerns; `fields` several of them.
 * `data` carries what the person needs to decide (the similar customers of spec §3.9, the newer row of a conflict).
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  readonly field: string | undefined;
  readonly fields: readonly FieldError[];
  readonly data: unknown;

  constructor(
    code: ErrorCode,
    params: ErrorParams = {},
    more: {
      field?: string;
      fields?: readonly FieldError[];
      data?: unknown;
      cause?: unknown;
    } = {},
  ) {
    super(code, { cause: more.cause });
    this.name = 'AppError';
    this.code = code;
    this.params = params;
    this.field = more.field;
    this.fields = more.fields ?? [];
    this.data = more.data;
  }
}

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorStatus, code);
}

/** A refusal that was told as data, as the error it was; a code that nobody knows reads as `unexpected`. */
export function toldError({
  code,
  params,
}: {
  readonly code: string;
  readonly params?: ErrorParams | undefined;
}): AppError {
  return new AppError(isErrorCode(code) ? code : 'unexpected', params);
}

/** Closes a union: the compiler fails where a case is missing. */
export function assertNever(value: never): never {
  throw new TypeError(`Unexpected value ${String(value)}`);
}
