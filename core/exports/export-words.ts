import type { Channel } from '../interactions/interactions.contract.ts';
import type { DecisionRole, Gender } from '../contacts/contacts.contract.ts';
import type { CustomerLevel, CustomerStatus, CustomerType } from '../customers/customers.contract.ts';
import type { ShareMode } from '../permissions/share.ts';
import type { Language } from '../sessions/sessions.contract.ts';
import type { ExportWhat } from './exports.contract.ts';

/** The words of values and headings in a file, as the window has them. */
export interface ExportWords {
  readonly sheets: Readonly<Record<ExportWhat['noun'], string>>;
  readonly statuses: Readonly<Record<CustomerStatus, string>>;
  readonly levels: Readonly<Record<CustomerLevel, string>>;
  readonly types: Readonly<Record<CustomerType, string>>;
  readonly shareModes: Readonly<Record<ShareMode, string>>;
  readonly unlimited: string;
  readonly locked: string;
  readonly unclaimed: string;
  readonly yes: string;
  readonly no: string;
  readonly lunar: string;
  readonly leap: string;
  readonly between: string;
  readonly channels: Readonly<Record<Channel, string>>;
  readonly decisionRoles: Readonly<Record<DecisionRole, string>>;
  readonly genders: Readonly<Record<Gender, string>>;
  readonly contact: Readonly<Record<ContactHeading, string>>;
  readonly interaction: Readonly<Record<InteractionHeading, string>>;
}

export type ContactHeading =
  | 'customer'
  | 'customerNumber'
  | 'name'
  | 'department'
  | 'position'
  | 'decisionRole'
  | 'gender'
  | 'phones'
  | 'emails'
  | 'wechat'
  | 'qq'
  | 'birthday'
  | 'address'
  | 'hobbies'
  | 'remark'
  | 'main'
  | 'leftCompany';

export type InteractionHeading =
  | 'happenedAt'
  | 'channel'
  | 'customer'
  | 'person'
  | 'contacts'
  | 'subject'
  | 'text'
  | 'result'
  | 'statusBefore'
  | 'statusAfter'
  | 'comments';

export const exportWords: Readonly<Record<Language, ExportWords>> = {
  'zh-CN': {
    sheets: { customers: '客户', contacts: '联系人', interactions: '交往记录' },
    statuses: { potential: '潜在', interested: '意向', deal: '成交', lost: '流失' },
    levels: { A: 'A 级', B: 'B 级', C: 'C 级' },
    types: { company: '企业', person: '个人' },
    shareModes: { read: '只读', log: '可写交往记录' },
    unlimited: '长期',
    locked: '已锁定',
    unclaimed: '未领用',
    yes: '是',
    no: '否',
    lunar: '农历',
    leap: '闰',
    between: '、',
    channels: {
      phone: '电话',
      visit: '拜访',
      wechat: '微信',
      mail: '邮件',
      sms: '短信',
      meeting: '会议',
      other: '其他',
    },
    decisionRoles: {
      decisionMaker: '决策人',
      influencer: '影响人',
      user: '使用人',
      gatekeeper: '把关人',
      other: '其他',
    },
    genders: { male: '男', female: '女' },
    contact: {
      customer: '客户名称',
      customerNumber: '客户编号',
      name: '姓名',
      department: '部门',
      position: '职务',
      decisionRole: '决策角色',
      gender: '性别',
      phones: '电话',
      emails: '邮箱',
      wechat: '微信',
      qq: 'QQ',
      birthday: '生日',
      address: '地址',
      hobbies: '爱好',
      remark: '备注',
      main: '主要联系人',
      leftCompany: '已离职',
    },
    interaction: {
      happenedAt: '时间',
      channel: '方式',
      customer: '客户名称',
      person: '业务员',
      contacts: '联系人',
      subject: '主题',
      text: '内容',
      result: '结果',
      statusBefore: '原状态',
      statusAfter: '新状态',
      comments: '评论',
    },
  },
  en: {
    sheets: { customers: 'Customers', contacts: 'Contacts', interactions: 'Interactions' },
    statuses: { potential: 'Potential', interested: 'Interested', deal: 'Deal', lost: 'Lost' },
    levels: { A: 'A', B: 'B', C: 'C' },
    types: { company: 'Company', person: 'Person' },
    shareModes: { read: 'Read only', log: 'Read and log' },
    unlimited: 'Until revoked',
    locked: 'Locked',
    unclaimed: 'Unclaimed',
    yes: 'Yes',
    no: 'No',
    lunar: 'Lunar',
    leap: 'leap month',
    between: '; ',
    channels: {
      phone: 'Phone',
      visit: 'Visit',
      wechat: 'WeChat',
      mail: 'Mail',
      sms: 'SMS',
      meeting: 'Meeting',
      other: 'Other',
    },
    decisionRoles: {
      decisionMaker: 'Decision maker',
      influencer: 'Influencer',
      user: 'User',
      gatekeeper: 'Gatekeeper',
      other: 'Other',
    },
    genders: { male: 'Male', female: 'Female' },
    contact: {
      customer: 'Customer',
      customerNumber: 'Customer number',
      name: 'Name',
      department: 'Department',
      position: 'Position',
      decisionRole: 'Role in the decision',
      gender: 'Gender',
      phones: 'Phone',
      emails: 'E-mail',
      wechat: 'WeChat',
      qq: 'QQ',
      birthday: 'Birthday',
      address: 'Address',
      hobbies: 'Hobbies',
      remark: 'Remark',
      main: 'Main contact',
      leftCompany: 'Left the company',
    },
    interaction: {
      happenedAt: 'When',
      channel: 'Channel',
      customer: 'Customer',
      person: 'By',
      contacts: 'Contacts',
      subject: 'Subject',
      text: 'Text',
      result: 'Result',
      statusBefore: 'Status before',
      statusAfter: 'Status after',
      comments: 'Comments',
    },
  },
};
