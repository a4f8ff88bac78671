import { expect, test } from '../fixtures/test.ts';
import { companies, officeList, officeListFile } from '../fixtures/customers.ts';
import { CustomerList } from '../pages/customer-list.ts';
import { CustomerRecord } from '../pages/customer-record.ts';
import { Frame } from '../pages/frame.ts';
import { ImportPage } from '../pages/import-page.ts';
import { refusal, say } from '../pages/words.ts';

// Whole stories: long ones where other work shares the machine.
test.describe.configure({ timeout: 120_000 });

test('a clerk imports the office’s list, in UTF-8 and in GB18030, and no customer comes twice', async ({
  page,
  office,
  signIn,
}) => {
  const clerk = office.person('赵内勤');
  await signIn(page, clerk.name);
  const frame = new Frame(page);
  const imports = new ImportPage(page);
  const list = new CustomerList(page);
  const checked = imports.heading(say(($) => $.imports.checked.title));
  await frame.open('import');

  await test.step('columns are guessed and corrected by hand', async () => {
    await imports.choose(officeListFile('utf-8'));
    await expect(imports.heading(say(($) => $.imports.columns.title))).toBeVisible();
    await expect(page.getByText(/CSV UTF-8/)).toBeVisible();
    await expect(imports.fieldOf('客户名称')).toHaveValue('name');
    await expect(imports.fieldOf('地区')).toHaveValue('region');
    await imports.fieldOf('客户名称').selectOption('');
    await expect(page.getByText(say(($) => $.imports.columns.nameMissing))).toBeVisible();
    await imports.fieldOf('客户名称').selectOption('name');
    await imports.button(($) => $.imports.columns.check).click();
  });

  await test.step('the check tells what is new, what is a duplicate and what is wrong', async () => {
    await expect(checked).toBeVisible();
    await expect(imports.figure('duplicate')).toContainText(String(officeList.duplicates));
    await expect(imports.figure('rejected')).toContainText(String(officeList.rejected));
    await imports.figure('rejected').click();
    await expect(imports.problems).toHaveText(new RegExp(refusal('required')));
    await imports.figure('duplicate').click();
    await expect(imports.problems).toContainText(companies(1)[0]?.name ?? '');
  });

  await test.step('the rows with errors are kept as a file', async () => {
    const count = officeList.created;
    await imports.button(($) => $.imports.nouns.customers.run_other, { count }).click();
    await expect(imports.heading(say(($) => $.imports.nouns.customers.done_other, { count }))).toBeVisible();
    const download = page.waitForEvent('download');
    await imports.button(($) => $.imports.result.save).click();
    expect((await download).suggestedFilename()).toMatch(/\.csv$/);
  });

  await test.step('what was in the file stands in the pool: formula as text, emoji as it was', async () => {
    await page.getByRole('link', { name: say(($) => $.imports.toPool) }).click();
    await expect(list.segment('all')).toContainText(String(officeList.created));
    const record = new CustomerRecord(page);
    await list.find('算盘', 1);
    await list.open(officeList.formula);
    await expect(record.name(officeList.formula)).toBeVisible();
    await expect(page.getByText('=HYPERLINK("http://example.com","点我")')).toBeVisible();
    await page.goBack();
    await list.find('xlwj', 1);
    await list.open(officeList.emoji);
    await expect(page.getByText('老板很爱笑 😀')).toBeVisible();
    await record.showHistory();
    await expect(page.getByText(say(($) => $.customers.history.imported))).toBeVisible();
  });

  await test.step('the same list in GB18030 brings nothing new', async () => {
    await frame.open('import');
    await imports.button(($) => $.imports.another).click();
    await imports.choose(officeListFile('gb18030'));
    await expect(page.getByText(/CSV GB18030/)).toBeVisible();
    await imports.button(($) => $.imports.columns.check).click();
    await expect(checked).toBeVisible();
    await expect(page.getByText(say(($) => $.imports.checked.nothing))).toBeVisible();
    await expect(imports.figure('duplicate')).toContainText(
      String(officeList.created + officeList.duplicates),
    );
    await imports.button(($) => $.imports.checked.cancel).click();
    await expect(page.getByRole('button', { name: say(($) => $.imports.drop) })).toBeVisible();
  });
});

test('a list in GB18030 is read as it was written', async ({ page, office, signIn }) => {
  await signIn(page, office.admin.name, '/import');
  const imports = new ImportPage(page);
  await imports.choose(officeListFile('gb18030'));
  await imports.button(($) => $.imports.columns.check).click();
  const count = officeList.created;
  await imports.button(($) => $.imports.nouns.customers.run_other, { count }).click();
  await expect(imports.heading(say(($) => $.imports.nouns.customers.done_other, { count }))).toBeVisible();
  await page.getByRole('link', { name: say(($) => $.imports.toPool) }).click();
  const list = new CustomerList(page);
  // A character that GBK has and GB2312 has not, found by its pinyin.
  await list.find('華彩', 12);
  await list.find('szshcjmjx', 1);
  await list.find('笑脸', 1);
  await list.open(officeList.emoji);
  await expect(page.getByText('老板很爱笑 😀')).toBeVisible();
});

test('what is no list is refused with a sentence, and nothing is half imported', async ({
  page,
  office,
  signIn,
}) => {
  await signIn(page, office.admin.name, '/import');
  const imports = new ImportPage(page);
  const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

  const broken = Buffer.from('504b0304140000000800this is not the rest of a zip file');
  broken.set([0x50, 0x4b, 0x03, 0x04], 0);
  const refused = [
    [
      { name: '合同.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%âãÏÓ') },
      'fileTypeUnknown',
    ],
    [{ name: '名单.xlsx', mimeType: 'application/octet-stream', buffer: broken }, 'fileBroken'],
    [csv('空.csv', ''), 'fileEmpty'],
    [csv('只有标题.csv', '客户名称,电话\n'), 'fileEmpty'],
  ] as const;
  for (const [file, code] of refused) {
    await imports.choose(file);
    await expect(imports.refusal, file.name).toContainText(refusal(code));
  }

  const longest = `${'很'.repeat(10_000)}长`;
  await imports.choose(csv('太长.csv', `客户名称,电话\n${longest},13800138000\n正常公司,13800138001\n`));
  await imports.button(($) => $.imports.columns.check).click();
  await expect(imports.heading(say(($) => $.imports.checked.title))).toBeVisible();
  await expect(imports.problems).toContainText(refusal('tooLong', { max: 200 }));
  // What is shown of it does not push the page apart.
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wide).toBe(0);
  await imports.button(($) => $.imports.nouns.customers.run_other, { count: 1 }).click();
  await expect(imports.heading(say(($) => $.imports.nouns.customers.done_other, { count: 1 }))).toBeVisible();
  expect(await office.caller.calls.customers.count({ view: 'pool' })).toMatchObject({ count: 1 });
});

test('a wrong cell is corrected in place, contacts come along, duplicates are overwritten, and it is all undone', async ({
  page,
  office,
  signIn,
}) => {
  await signIn(page, office.admin.name, '/import');
  const imports = new ImportPage(page);
  const csv = (text: string) => ({ name: '客户.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  const done = (count: number) =>
    imports.heading(say(($) => $.imports.nouns.customers.done_other, { count }));

  await imports.choose(
    csv('客户名称,级别,联系人,手机\n改好公司,Z,张三,13800138000\n好的公司,A,李四,13900139000\n'),
  );
  await imports.button(($) => $.imports.columns.check).click();
  await imports.button(($) => $.imports.correct.openRow, { row: 2 }).click();
  await page.getByRole('textbox', { name: '级别', exact: true }).fill('B');
  await imports.button(($) => $.imports.correct.save).click();
  await imports.button(($) => $.imports.nouns.customers.run_other, { count: 2 }).click();
  await expect(done(2)).toBeVisible();
  await expect(page.getByText(say(($) => $.imports.result.contacts_other, { count: 2 }))).toBeVisible();
  expect(await office.caller.calls.contacts.find({ search: '张三' })).toHaveLength(1);

  await imports.button(($) => $.imports.another).click();
  await imports.choose(csv('客户名称,级别\n改好公司,C\n好的公司,C\n'));
  await imports.button(($) => $.imports.columns.check).click();
  const all = page.getByRole('combobox', {
    name: say(($) => $.imports.treatments.label_other, { count: 2 }),
  });
  await all.selectOption('overwrite');
  await imports.button(($) => $.imports.nouns.customers.update_other, { count: 2 }).click();
  await expect(
    page.getByText(say(($) => $.imports.nouns.customers.updated_other, { count: 2 })),
  ).toBeVisible();
  const levels = async () =>
    (await office.caller.calls.customers.list({ view: 'pool' })).rows
      .map(({ level }) => level ?? '')
      .toSorted((a, b) => a.localeCompare(b));
  expect(await levels()).toEqual(['C', 'C']);
  await imports.button(($) => $.imports.undo.action).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say(($) => $.imports.undo.action), exact: true })
    .click();
  await expect(imports.heading(say(($) => $.imports.result.undone))).toBeVisible();
  expect(await levels()).toEqual(['A', 'B']);
});

test('a mapping that was kept under a name is applied to the next file with the same headings', async ({
  page,
  office,
  signIn,
}) => {
  await signIn(page, office.admin.name, '/import');
  const imports = new ImportPage(page);
  const file = (row: string) => ({
    name: '展会.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`参展商,展位\n${row}\n`),
  });
  await imports.choose(file('方案公司,A12'));
  await expect(imports.fieldOf('展位')).toHaveValue('');
  await imports.fieldOf('参展商').selectOption('name');
  await imports.fieldOf('展位').selectOption('remark');
  await imports.button(($) => $.imports.mappings.keep).click();
  await page.getByRole('textbox', { name: say(($) => $.imports.mappings.name) }).fill('展会名单');
  await imports.button(($) => $.common.save).click();
  await expect(imports.mapping.locator('option:checked')).toHaveText(say(($) => $.imports.mappings.none));
  await imports.button(($) => $.imports.columns.back).click();

  await imports.choose(file('另一家公司,B07'));
  await expect(imports.mapping.locator('option:checked')).toHaveText('展会名单');
  await expect(imports.fieldOf('参展商')).toHaveValue('name');
  await expect(imports.fieldOf('展位')).toHaveValue('remark');
  await imports.button(($) => $.imports.columns.check).click();
  await imports.button(($) => $.imports.nouns.customers.run_other, { count: 1 }).click();
  await expect(imports.heading(say(($) => $.imports.nouns.customers.done_other, { count: 1 }))).toBeVisible();
  const { rows } = await office.caller.calls.customers.list({ view: 'pool' });
  const { id = 0 } = rows[0] ?? {};
  expect(await office.caller.calls.customers.get({ id })).toMatchObject({
    name: '另一家公司',
    remark: 'B07',
  });
});
