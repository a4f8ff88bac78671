import BetterSqlite, { type Database } from 'better-sqlite3';
import { contactKeys } from '#core/contacts/prepare-contact.ts';
import { indexTokens } from '#core/customers/search-text.ts';
import { searchTextOf } from '#core/interactions/interaction-text.ts';
import { createRandom } from '../server/demo/random.ts';
import { fillAttachments } from './attached-files.ts';
import { dropIndexes, openBenchOffice, staffOf } from './fill.ts';

/** So much hangs on the customers, however many of them there are. */
const most = { contacts: 300_000, interactions: 2_000_000, tasks: 60_000, shares: 5000 } as const;

const surnames = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高'.split('');
const given = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建文玉红'.split('');
const topics = ['报价', '样品', '交期', '付款', '合同', '回访', '投诉', '发货', '验收', '续约'];
const words =
  '客户 采购 经理 说 下周 再 联系 价格 偏高 希望 折扣 交货 时间 太长 质量 不错 样品 已 收到 需要 发票 合同 条款 还在 讨论 预算 年底 才 批 竞争对手 报价 更低 ' +
  '工厂 参观 安排 技术 参数 确认 图纸 修改 数量 增加 订单 追加 库存 紧张 物流 运费 由 我们 承担 验收 合格 尾款 催收 答复 沟通 顺利 继续 跟进';

/** Texts as people write them down, each with what the program derives from it. */
function fillTexts(connection: Database): void {
  const random = createRandom(7);
  const parts = words.split(' ');
  connection.exec(
    `create temp table said (id integer primary key, subject text, text text, result text, search_text text, tokens text);
     create temp table named (id integer primary key, name text, name_key text, sort_key text, search_text text)`,
  );
  const said = connection.prepare('insert into said values (?, ?, ?, ?, ?, ?)');
  for (let id = 0; id < textsSaid; id++) {
    const text = Array.from({ length: 8 + random.int(24) }, () => random.pick(parts)).join('');
    // One in a thousand says something that hardly anybody says.
    const rare = id % 1000 === 0 ? `，提到项目代号${id}` : '';
    const values = {
      subject: random.pick(topics),
      text: `${text}${rare}。`,
      result: id % 3 === 0 ? random.pick(['有意向', '未联系上', '待答复']) : null,
    };
    const searched = searchTextOf(values, []);
    const tokens = indexTokens({ public: searched, phone: '' });
    said.run(id, values.subject, values.text, values.result, searched, tokens);
  }
  connection.exec('create index temp.said_text on said (search_text, id)');
  const named = connection.prepare('insert into named values (?, ?, ?, ?, ?)');
  for (let id = 0; id < names; id++) {
    const name = random.pick(surnames) + random.pick(given) + (id % 3 === 0 ? '' : random.pick(given));
    const { name_key, sort_key, search_text } = contactKeys(name);
    named.run(id, name, name_key, sort_key, search_text);
  }
}

const textsSaid = 4000;
const names = 3000;

/**
 * Hangs contacts, interactions, tasks, files, shares and custom fields on the customers of an office, as many as an office has after
 * years, and puts the managers below four more superiors. Written by statements: the rows are as the program writes them, the
 * search index too; only the operation log does not know of them.
 */
export async function fillCustomerFiles(dataDir: string): Promise<void> {
  const office = await openBenchOffice(dataDir);
  const { clerk, sellers } = await staffOf(office);
  const { database } = office.paths;
  await office.close();
  const connection = new BetterSqlite(database);
  for (const pragma of [
    'journal_mode = off',
    'synchronous = off',
    'cache_size = -400000',
    'temp_store = memory',
  ])
    connection.pragma(pragma);
  const now = new Date().toISOString();
  fillTexts(connection);
  const indexes = [
    'contact',
    'contact_way',
    'interaction',
    'task',
    'attachment',
    'attachment_version',
  ].flatMap((table) => dropIndexes(connection, table));
  connection.exec('begin');
  connection
    .prepare(
      `with recursive nth (k) as (select 0 union all select k + 1 from nth where k < 2)
       insert into contact (customer_id, name, name_key, sort_key, search_text, department, position, decision_role, main,
         created_by, created_at, updated_at)
       select customer.id, named.name, named.name_key, named.sort_key, named.search_text,
         case k when 0 then '采购部' when 1 then '财务部' else '技术部' end, case k when 0 then '经理' else '主管' end,
         case k when 0 then 'decisionMaker' when 1 then 'influencer' else 'user' end, k = 0, @clerk, @now, @now
       from customer join nth join named on named.id = (customer.id * 3 + k) * 7919 % ${names}
       limit ${most.contacts}`,
    )
    .run({ clerk, now });
  connection.exec(
    `insert into contact_way (contact_id, kind, value, label, position, search_key)
     select id, 'phone', phone, 'mobile', 0, phone from (
       select id, '13' || printf('%09d', id * 104729 % 1000000000) as phone from contact)`,
  );
  // Six customers of seven have been spoken with, eight to thirty-nine times.
  connection
    .prepare(
      `with recursive nth (k) as (select 0 union all select k + 1 from nth where k < 39)
       insert into interaction (customer_id, channel, happened_at, person_id, subject, text, result, search_text,
         created_by, created_at, updated_at)
       select customer_id, channel, at, person_id, subject, text, result, search_text, person_id, at, at from (
         select customer.id as customer_id, coalesce(customer.owner_id, @clerk) as person_id, said.*,
           case (customer.id + k) % 5 when 0 then 'visit' when 1 then 'wechat' else 'phone' end as channel,
           strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-' || ((customer.id * 48271 + k * 69621) % (3 * 365 * 1440)) || ' minutes')
             as at
         from customer join nth on customer.id % 7 <> 0 and k < 8 + customer.id * 2654435 % 32
         join said on said.id = (customer.id * 31 + k * 17) % ${textsSaid}
         limit ${most.interactions})`,
    )
    .run({ clerk });
  connection.exec(
    `insert into interaction_search (rowid, tokens)
     select id, (select tokens from said where said.search_text = interaction.search_text limit 1) from interaction`,
  );
  connection.exec(
    `update customer set last_interaction_at = latest.at
     from (select customer_id, max(happened_at) as at from interaction group by customer_id) as latest
     where latest.customer_id = customer.id`,
  );
  connection
    .prepare(
      `insert into task (customer_id, person_id, what, due_on, created_by, created_at, updated_at)
       select id, owner_id, '再联系', date('now', ((id * 48271 % 121) - 40) || ' days'), owner_id, @now, @now
       from customer where owner_id is not null and deleted_at is null order by id % 97 limit ${most.tasks}`,
    )
    .run({ now });
  connection
    .prepare(
      `insert into share (customer_id, person_id, by_id, mode, created_at)
       select id, @seller, owner_id, 'read', @now from customer where owner_id is not null and owner_id <> @seller
       and deleted_at is null order by id % 89 limit ${most.shares}`,
    )
    .run({ seller: sellers[0] ?? 0, now });
  fillAttachments(connection, clerk, now);
  addCustomFields(connection);
  addSuperiors(connection, now);
  connection.exec('commit');
  for (const index of indexes) connection.exec(index);
  connection.close();
}

/** A figure and a choice, filled in for two customers of three. */
function addCustomFields(connection: Database): void {
  connection.exec(
    `insert into custom_field (id, kind, label, label_key, position) values
       (1, 'number', '设备台数', '设备台数', 1), (2, 'choice', '合作方式', '合作方式', 2);
     insert into custom_field_option (id, field_id, label, label_key, position) values
       (1, 2, '直供', '直供', 1), (2, 2, '代理', '代理', 2), (3, 2, '招标', '招标', 3);
     insert into customer_value (customer_id, field_id, real_value)
       select id, 1, id * 31 % 500 from customer where id % 3 <> 0;
     insert into customer_value (customer_id, field_id, option_id)
       select id, 2, 1 + id % 3 from customer where id % 3 <> 1`,
  );
}

/** Superiors above the managers: the first has everybody below, five levels deep. */
function addSuperiors(connection: Database, now: string): void {
  const person = connection.prepare(
    `insert into person (name, name_key, password_hash, must_change_password, superior_id, created_at)
     values (?, ?, 'none', 0, ?, ?)`,
  );
  const managers = connection
    .prepare(
      `select person_id from person_role join role on role.id = role_id where built_in = 'manager' order by person_id`,
    )
    .pluck()
    .all();
  let superior: number | null = null;
  for (let level = 1; level <= 3; level++) {
    superior = Number(person.run(`总监${level}`, `总监${level}`, superior, now).lastInsertRowid);
    connection
      .prepare(
        `insert into person_role (person_id, role_id) select ?, id from role where built_in = 'manager'`,
      )
      .run(superior);
  }
  const below = connection.prepare('update person set superior_id = ? where id = ?');
  for (const manager of managers) below.run(superior, manager);
}
