/** What invented names and addresses are put together from. Characters stand with their pinyin, for mail addresses. */

const readings = (text: string): (readonly [string, string])[] =>
  text.split(' ').map((entry) => [entry.charAt(0), entry.slice(1)]);

/** First and second characters of fancy names (字号). The common ones come first. */
export const fancyFirst = readings(
  '鑫xin 华hua 盛sheng 恒heng 瑞rui 嘉jia 宏hong 泰tai 德de 金jin 永yong 天tian 博bo 志zhi 远yuan 创chuang 凯kai 隆long 佳jia ' +
    '万wan 晨chen 海hai 锦jin 诚cheng 安an 福fu 鼎ding 祥xiang 启qi 卓zhuo 力li 利li 优you 正zheng 旭xu 东dong 昊hao 众zhong 九jiu ' +
    '亿yi 润run 聚ju 铭ming 雅ya 丰feng 欧ou 尚shang 迈mai 腾teng 睿rui 源yuan 汇hui 三san 百bai 顺shun 飞fei 云yun 联lian 彩cai ' +
    '智zhi 捷jie 景jing 森sen 耀yao 弘hong 诺nuo 科ke 邦bang 麦mai 乐le 朗lang 旺wang 禾he 沃wo 维wei 澳ao 凌ling 尔er 奕yi ' +
    '峻jun 越yue 展zhan 蓝lan 青qing 君jun 思si 逸yi 伟wei 贝bei 航hang 颐yi 灏hao 芯xin 砚yan 岚lan 煜yu 棠tang 漾yang 曜yao',
);
export const fancySecond = readings(
  '达da 源yuan 盛sheng 泰tai 通tong 丰feng 华hua 瑞rui 兴xing 隆long 诚cheng 信xin 胜sheng 发fa 康kang 宇yu 辉hui 成cheng 安an ' +
    '利li 和he 顺shun 祥xiang 邦bang 美mei 科ke 创chuang 力li 德de 恒heng 飞fei 鑫xin 龙long 昌chang 维wei 拓tuo 润run 荣rong ' +
    '特te 森sen 洋yang 博bo 联lian 腾teng 亚ya 铭ming 锐rui 航hang 凯kai 源yuan 乐le 佳jia 迪di 尔er 奇qi 雅ya 然ran 优you 风feng ' +
    '宝bao 朗lang 悦yue 晟sheng 立li 伦lun 汇hui 普pu 思si 图tu 鸿hong 卓zhuo 远yuan 逸yi 越yue 禾he 贝bei 翔xiang 川chuan 珂ke ' +
    '舟zhou 庭ting 茂mao 桥qiao 野ye 弦xian 岭ling 谷gu 澜lan 芃peng 屿yu 湛zhan 蔚wei 钧jun 驰chi 韵yun 曦xi 铎duo 淼miao 璟jing',
);

export const latinWords = [
  'KX',
  'ABT',
  'Novo',
  'YH',
  'SunTech',
  'V8',
  'Lumi',
  'Deko',
  'QF',
  'Orix',
  'E族',
  'HiTop',
  '3D优',
  '360度',
  '1978',
];

/** Industry label of a new office → what such companies call their trade; the common industries first. */
export const trades: readonly (readonly [industry: string, words: readonly string[]])[] = [
  [
    '机械制造',
    [
      '机械',
      '精密机械',
      '机械设备',
      '机电设备',
      '自动化设备',
      '数控设备',
      '模具',
      '机电',
      '智能装备',
      '五金机械',
    ],
  ],
  ['批发零售', ['贸易', '商贸', '进出口', '国际贸易', '百货', '日用品', '办公用品']],
  ['电子电器', ['电子', '电子科技', '电器', '光电科技', '电气', '半导体', '照明电器', '仪器仪表']],
  ['信息技术', ['科技', '信息科技', '网络科技', '软件', '智能科技', '数据科技', '信息技术']],
  ['建筑建材', ['建材', '建筑工程', '装饰工程', '钢结构', '门窗', '新型建材', '建筑劳务']],
  ['金属冶炼', ['金属制品', '金属材料', '不锈钢', '五金制品', '铝业', '铸造']],
  ['化工', ['化工', '新材料', '塑胶', '塑料制品', '涂料', '橡胶制品', '精细化工']],
  ['纺织服装', ['纺织', '服饰', '服装', '针织', '纺织品', '印染', '家纺']],
  ['食品饮料', ['食品', '食品科技', '饮料', '粮油', '调味食品', '茶业', '酒业']],
  ['汽车及零部件', ['汽车零部件', '汽车配件', '汽车科技', '汽车服务', '汽车销售']],
  ['医药医疗', ['医疗器械', '医药', '生物科技', '生物医药', '医疗科技']],
  ['交通物流', ['物流', '供应链管理', '货运代理', '国际货运', '运输', '仓储']],
  ['商务服务', ['企业管理', '企业管理咨询', '商务服务', '人力资源', '会展服务', '知识产权代理']],
  ['文化传媒', ['文化传媒', '广告', '广告传媒', '印刷', '包装印刷', '文化传播', '数字传媒']],
  ['环保', ['环保科技', '环保设备', '环境工程', '节能科技', '水处理设备']],
  ['能源电力', ['新能源', '电力设备', '电力工程', '能源科技', '光伏科技']],
  ['农林牧渔', ['农业', '农业科技', '生态农业', '园林', '水产', '饲料']],
  ['餐饮酒店', ['餐饮管理', '酒店管理', '酒店', '餐饮服务']],
  ['房地产', ['房地产开发', '物业管理', '置业', '房地产经纪']],
  ['教育培训', ['教育科技', '教育咨询', '培训', '文化艺术培训']],
  ['通信', ['通信设备', '通信技术', '通讯科技', '光纤通信']],
  ['金融保险', ['投资管理', '融资租赁', '保险代理', '商业保理']],
  ['其他', ['实业', '发展', '工贸', '服务']],
];

/** Legal forms with the label of the choice that fits; weights in per mille. */
export const legalForms: readonly (readonly [form: { ending: string; choice: string }, weight: number])[] = [
  [{ ending: '有限公司', choice: '有限责任公司' }, 745],
  [{ ending: '有限责任公司', choice: '有限责任公司' }, 60],
  [{ ending: '股份有限公司', choice: '股份有限公司' }, 50],
  [{ ending: '厂', choice: '个人独资企业' }, 45],
  [{ ending: '经营部', choice: '个体工商户' }, 35],
  [{ ending: '商行', choice: '个体工商户' }, 25],
  [{ ending: '集团有限公司', choice: '有限责任公司' }, 20],
  [{ ending: '分公司', choice: '其他' }, 10],
  [{ ending: '合伙企业（有限合伙）', choice: '合伙企业' }, 10],
];

/** Provinces in which an office on the coast has its customers, the nearest first. */
export const provincesByWeight =
  '32 44 33 31 37 41 42 11 51 35 34 13 43 50 61 12 21 36 45 14 53 52 23 22 65 15 46 62 64 63 54'.split(' ');

/** Area codes of cities (four digits of the region code) and, for the rest, of provinces. */
export const areaCodes: Readonly<Record<string, string>> = {
  '11': '010',
  '12': '022',
  '13': '0311',
  '14': '0351',
  '15': '0471',
  '21': '024',
  '22': '0431',
  '23': '0451',
  '31': '021',
  '32': '025',
  '33': '0571',
  '34': '0551',
  '35': '0591',
  '36': '0791',
  '37': '0531',
  '41': '0371',
  '42': '027',
  '43': '0731',
  '44': '020',
  '45': '0771',
  '46': '0898',
  '50': '023',
  '51': '028',
  '52': '0851',
  '53': '0871',
  '54': '0891',
  '61': '029',
  '62': '0931',
  '63': '0971',
  '64': '0951',
  '65': '0991',
  '3202': '0510',
  '3203': '0516',
  '3204': '0519',
  '3205': '0512',
  '3206': '0513',
  '3210': '0514',
  '3211': '0511',
  '3302': '0574',
  '3303': '0577',
  '3304': '0573',
  '3305': '0572',
  '3306': '0575',
  '3307': '0579',
  '3310': '0576',
  '3502': '0592',
  '3505': '0595',
  '3702': '0532',
  '3706': '0535',
  '3707': '0536',
  '4403': '0755',
  '4404': '0756',
  '4406': '0757',
  '4413': '0752',
  '4419': '0769',
  '4420': '0760',
  '2102': '0411',
  '2202': '0432',
  '4103': '0379',
};

export const mobilePrefixes =
  '138 139 137 136 135 158 159 188 187 186 185 133 189 180 150 151 152 131 132 177 173 199 166'.split(' ');

export const roads =
  '人民路 中山路 解放路 建设路 工业大道 科技路 长江路 黄河路 新华路 和平路 迎宾大道 创业路 滨江路 东风路 文化路 学府路 振兴路 江南大道 望江路 兴业路'.split(
    ' ',
  );
export const parks = ['创业园', '工业园', '科技园', '产业园', '商务中心', '国际大厦', '创新中心', '物流园'];
export const banks = [
  '中国工商银行',
  '中国建设银行',
  '中国农业银行',
  '中国银行',
  '交通银行',
  '招商银行',
  '农村商业银行',
];

export const surnames =
  '王李张刘陈杨黄赵周吴徐孙马胡朱郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷单';
export const givenChars =
  '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国文斌志欣怡雨晨浩宇梓轩佳琪俊思远嘉晓燕海波海燕春梅立新';

export const remarks = [
  '采购由生产部提需求，王经理拍板。',
  '要求先送样，再谈价格。',
  '月结 30 天，对账在每月 25 日前。',
  '去年在展会上认识，一直有联系。',
  '对交期很敏感，价格好商量。',
  '发票开专票，抬头与税号以营业执照为准。',
  '老板亲自管采购，上午不接电话。',
  '同行介绍来的，目前用的是别家的产品。',
  '工厂在搬迁，明年再谈。',
  '需要提供检测报告和原产地证明。',
];
