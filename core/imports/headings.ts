import type { ImportField } from './import-plan.contract.ts';

/** What offices, registers and other programs write above the columns, folded. The first is the plainest. */
export const synonyms: Readonly<Record<ImportField, readonly string[]>> = {
  name: words(
    '客户名称 公司全称 公司名称 客户全称 单位名称 单位全称 企业名称 企业全称 全称 名称 公司名 客户名 公司 企业 单位 客户 购货单位 往来单位 往来单位名称 name customer customername company companyname account accountname fullname organization organisation',
  ),
  shortName: words(
    '简称 公司简称 客户简称 企业简称 单位简称 股票名称 股票简称 证券简称 品牌 字号 shortname abbreviation alias',
  ),
  type: words('客户类型 客户性质 类型 客户种类 type customertype'),
  industry: words('行业 所属行业 客户行业 行业类别 行业分类 行业名称 所属行业名称 主营行业 industry sector'),
  source: words('来源 客户来源 线索来源 信息来源 渠道 来源渠道 source leadsource'),
  region: words(
    '地区 省份 城市 所在地 所在地区 区域 省市 省市区 所属地区 所在城市 所在省份 省 市 注册地 行政区划 region province city district area state',
  ),
  address: words(
    '地址 详细地址 公司地址 联系地址 单位地址 注册地址 办公地址 通讯地址 通信地址 经营地址 街道地址 收货地址 住所 address street streetaddress',
  ),
  postcode: words('邮编 邮政编码 postcode zip zipcode postalcode'),
  phone: words(
    '电话 手机 联系电话 手机号 手机号码 电话号码 公司电话 固定电话 座机 固话 办公电话 联系方式 联系人电话 联系人手机 客户电话 企业电话 移动电话 总机 phone mobile telephone tel cellphone phonenumber mobilephone',
  ),
  fax: words('传真 传真号 传真号码 公司传真 fax faxnumber'),
  website: words('网址 网站 公司网址 公司网站 官网 主页 企业网址 website url web homepage'),
  email: words(
    '邮箱 电子邮箱 电子邮件 邮件 公司邮箱 联系邮箱 企业邮箱 邮箱地址 邮件地址 email mail emailaddress',
  ),
  taxNumber: words(
    '统一社会信用代码 税号 纳税人识别号 信用代码 社会信用代码 纳税人税号 税务登记号 开票税号 统一信用代码 taxnumber taxid vat vatnumber uscc creditcode',
  ),
  bank: words('开户银行 开户行 开户行名称 银行 银行名称 bank bankname'),
  bankAccount: words('银行账号 银行帐号 账号 帐号 开户账号 开户帐号 银行账户 bankaccount accountnumber'),
  legalForm: words(
    '企业性质 公司性质 公司类型 企业类型 单位性质 经济性质 所有制 组织形式 法律形式 性质 legalform ownership companytype',
  ),
  size: words(
    '规模 公司规模 企业规模 人员规模 员工人数 人数 员工数 员工规模 单位规模 size employees companysize',
  ),
  revenue: words(
    '年营业额 营业额 营业收入 年收入 年销售额 销售额 年产值 营收 revenue annualrevenue turnover',
  ),
  foundedOn: words(
    '成立日期 成立时间 注册日期 注册时间 创立日期 开业日期 founded foundedon established foundingdate',
  ),
  status: words('客户状态 状态 客户阶段 跟进状态 status customerstatus'),
  level: words('级别 客户级别 客户等级 等级 重要程度 客户分级 level grade rating'),
  tags: words('标签 客户标签 tags tag labels'),
  owner: words(
    '负责人 业务员 跟进人 归属人 所属人 所有人 客户负责人 负责业务员 归属业务员 销售 销售员 销售人员 销售代表 业务经理 客户经理 领用人 归属 owner salesperson salesrep accountowner accountmanager assignedto',
  ),
  createdOn: words(
    '创建日期 创建时间 建档日期 建档时间 录入日期 录入时间 登记日期 登记时间 添加时间 添加日期 created createdat createdon creationdate datecreated',
  ),
  // Only where it says so: numbers of other programs are no numbers of ours.
  number: words('客户编号 客户号 客户代码 customernumber customerno customerid customercode'),
  remark: words(
    '备注 说明 描述 客户备注 备注说明 备注信息 经营范围 remark remarks note notes comment comments description',
  ),
};

/** Headings that look like one of the above and mean something else. */
export const foreign: readonly string[] = words(
  '英文 拼音 联系人姓名 法人 法定代表 代码证 股票代码 证券代码 上市 创建人 录入人 更新时间 修改时间 序号 english pinyin contactname legalrepresentative createdby updatedat stockcode',
);
/** These are nothing on their own: `联系人` is no name, `联系人电话` a phone. */
export const alone: readonly string[] = words('联系人 contact 编号 代码 id no number 日期 date 账户');

const traditional =
  '戶稱聯絡電話機號碼郵職務門業來區備註級別狀態標籤網傳稅統編銀賬帳負責創時間單國廠規質營額記錄歸屬員說簡證類經產銷專價總會學縣鄉鎮車開關節約進過處長團識資訊體實項歲';
const simple =
  '户称联络电话机号码邮职务门业来区备注级别状态标签网传税统编银账账负责创时间单国厂规质营额记录归属员说简证类经产销专价总会学县乡镇车开关节约进过处长团识资讯体实项岁';
const simpleOf = new Map(Array.from(traditional, (char, at) => [char, simple.charAt(at)]));

/** A heading in the characters of the words above, wherever it was written. */
export const simplified = (text: string): string =>
  Array.from(text, (char) => simpleOf.get(char) ?? char)
    .join('')
    .replaceAll('联络人', '联系人')
    .replaceAll('联络', '联系');

function words(text: string): string[] {
  return text.split(' ');
}
