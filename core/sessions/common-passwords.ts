/**
 * Passwords that are tried first: of the lists of leaked ones and of the habits of Chinese offices, those of eight
 * characters and more. Compared in lower case.
 */
const plain = new Set(
  (
    '12345678 123456789 1234567890 0123456789 987654321 87654321 9876543210 147258369 159357456 123698745 741852963 ' +
    '963852741 789456123 456789123 112233445566 1122334455 11223344 12341234 12344321 123454321 1234554321 ' +
    '123456123456 12345612 123123123 321321321 123321123 123321321 88888888 66666666 00000000 11111111 99999999 ' +
    '52013140 5201314520 52013145201314 1314520520 13145200 13141314 5201314a a5201314 5845201314 584131421 ' +
    '1234qwer qwer1234 qwer4321 qwerqwer qwertyui qwertyuiop qwerty123 qwerty12 qwert12345 qwert123 1q2w3e4r ' +
    '1q2w3e4r5t 1qaz2wsx 1qaz2wsx3edc qazwsxedc qazwsx123 qaz12345 zaq12wsx 1qazxsw2 !qaz2wsx asdfghjk asdfghjkl ' +
    'asdf1234 asdfasdf asd12345 asd123456 zxcvbnm1 zxcvbnm123 zxcvbnm,./ zxc12345 zxcv1234 poiuytre lkjhgfdsa ' +
    'q1w2e3r4 q1w2e3r4t5 a1b2c3d4 a1s2d3f4 aa123456 aa123456789 a12345678 a123456789 aaa123456 abc12345 abc123456 ' +
    'abcd1234 abcd12345 abcdefgh abcdefg1 abcdefg123 1a2b3c4d 123456aa 123456abc 12345678a 123456789a 123456qq ' +
    'qq123456 qq123456789 ww123456 zz123456 xx123456 ss123456 as123456 www12345 wang1234 wang123456 li123456 ' +
    'zhang123 zhang123456 liu123456 chen123456 yang123456 woaini1314 woaini520 woaini521 woaini123 woaini1314520 ' +
    'woaiwojia woaini5201314 aini1314 aini5201314 iloveyou iloveyou1 iloveyou520 iloveu520 love1314 love5201314 ' +
    'wobuaini wobuzhidao nishishui woshishui woaizhongguo zhongguo zhongguo1 tiantian buzhidao meiyoumima ' +
    'mimamima wodemima gongsi123 baobao520 laopo520 laogong520 qingaide xiaoxiao dongdong ' +
    'password password1 password12 password123 passw0rd p@ssw0rd p@ssword pass1234 passpass administrator ' +
    'admin123 admin1234 admin12345 admin123456 admin888 admin@123 admin!@# adminadmin root1234 root123456 rootroot ' +
    'test1234 test12345 testtest user1234 guest123 welcome1 welcome123 letmein1 changeme changeme1 default1 ' +
    'football baseball basketball superman batman123 dragon123 sunshine princess starwars computer internet ' +
    'trustno1 whatever michelle jennifer jordan23 killer123 samsung1 liverpool chelsea1 google123 windows10 ' +
    'windows123 microsoft office365 office123 kingdee123 yonyou123 ufida123 crm12345 kechi123 kechi1234 kehuchi123 ' +
    '!@#$%^&* !@#$%^&*( 1234!@#$ 123!@#qwe qwe!@#123 qwe123!@# abc@1234 abc123!@# aa@123456 p@55w0rd'
  ).split(' '),
);

/** A word and a habit behind it make a password that looks stronger than it is. */
const words = new Set(
  (
    'a aa abc abcd admin administrator aini asd asdf baobao boss caiwu chen crm gongsi guanliyuan guest hello huang ' +
    'iloveyou jingli kefu kehu kechi laoban laogong laopo li lin liu love manager mima neiqin office pass passw0rd ' +
    'password p@ssw0rd qaz qq qwe qwer qwert qwerty root sa sales system temp test user wang welcome woaini woaiwo ' +
    'work wu xiao xiaoshou xu yang yewu zhang zhao zhou zhu zxc zxcv'
  ).split(' '),
);
const habits = new Set(
  (
    '1 12 123 1234 12345 123456 1234567 12345678 123456789 1314 13145 131452 1314520 520 5201 520131 5201314 521 666 ' +
    '6666 66666 666666 888 8888 88888 888888 000 0000 000000 111 1111 111111 168 1688 321 4321 54321 654321 111222 ' +
    '112233 123123 123321'
  ).split(' '),
);
const year = /^(?:19[4-9]\d|20[0-4]\d)(?:[01]\d[0-3]\d)?$/;

/** A day as people write it in eight digits, 19900215: birthdays and weddings. */
const day = /^(?:19[2-9]\d|20[0-4]\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;
const mobile = /^1[3-9]\d{9}$/;

/** One short piece over and over: 11111111, abababab, 12341234. */
const repeated = /^(.{1,4}?)\1+$/su;

function isRun(text: string): boolean {
  const points = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const steps = new Set(points.slice(1).map((point, at) => point - (points[at] ?? 0)));
  return steps.size === 1 && (steps.has(1) || steps.has(-1));
}

/** Whether a password (lower case) is among those tried first: listed, a run, a repetition, a day, a mobile number. */
export function isCommonPassword(password: string): boolean {
  if (plain.has(password) || day.test(password) || mobile.test(password)) return true;
  if (isRun(password) || repeated.test(password)) return true;
  const [, word = '', tail = ''] = /^(\D+?)[@#_.!-]?(\d+)[!.~]?$/.exec(password) ?? [];
  return words.has(word) && (habits.has(tail) || year.test(tail));
}
