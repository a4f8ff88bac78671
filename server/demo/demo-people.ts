import { createDepartment } from '#core/people/departments.ts';
import { findPerson, writePassword } from '#core/people/people.repository.ts';
import { createPerson, updatePerson } from '#core/people/people.ts';
import type { Actor } from '#core/permissions/actor.ts';
import { loadActor } from '#core/permissions/load-actor.ts';
import type { BuiltInRole } from '#core/permissions/rights.ts';
import type { Services } from '#core/rpc/context.ts';
import { isoNow } from '#core/shared/ports.ts';
import type { WriteDb } from '#core/shared/database.ts';

/** A person of the demo office. `superior` stands before in the list. */
export interface DemoPerson {
  readonly name: string;
  readonly roles: readonly BuiltInRole[];
  readonly department: string | null;
  readonly superior: string | null;
  readonly device: string;
}

/** The first one sets the office up. Two reporting lines under the owner; 何平 leaves before today. */
export const demoPeople = [
  {
    name: '林静',
    roles: ['administrator', 'clerk'],
    department: '内勤',
    superior: '周国华',
    device: '前台电脑',
  },
  { name: '周国华', roles: ['businessOwner'], department: null, superior: null, device: '总经理室' },
  { name: '陈建国', roles: ['manager'], department: '销售一部', superior: '周国华', device: '销售-01' },
  { name: '赵敏', roles: ['manager'], department: '销售二部', superior: '周国华', device: '销售-05' },
  { name: '李娜', roles: ['salesperson'], department: '销售一部', superior: '陈建国', device: '销售-02' },
  { name: '王磊', roles: ['salesperson'], department: '销售一部', superior: '陈建国', device: '销售-03' },
  { name: '张伟', roles: ['salesperson'], department: '销售二部', superior: '赵敏', device: '销售-06' },
  { name: '刘洋', roles: ['salesperson'], department: '销售二部', superior: '赵敏', device: '销售-07' },
  { name: '孙丽', roles: ['bookkeeper'], department: '财务部', superior: '周国华', device: '财务室' },
  { name: '吴昊', roles: ['readOnly'], department: '财务部', superior: '周国华', device: '会议室' },
  { name: '何平', roles: ['salesperson'], department: '销售二部', superior: '赵敏', device: '销售-08' },
] as const satisfies readonly DemoPerson[];
export type DemoName = (typeof demoPeople)[number]['name'];
export const founder = demoPeople[0];
export const leaver: DemoName = '何平';

const departments = ['内勤', '销售部', '销售一部', '销售二部', '财务部'];
const above: Readonly<Record<string, string>> = { 销售一部: '销售部', 销售二部: '销售部' };

/** Somebody with the rights of today, as a signed-in person would have them. */
async function actorOf(services: Services, trx: WriteDb, personId: number, device: string): Promise<Actor> {
  const token = services.hasher.token();
  const session = await trx
    .insertInto('session')
    .values({
      token_hash: services.hasher.sha256(token),
      person_id: personId,
      door: 'direct',
      device,
      created_at: isoNow(services.clock),
      last_seen_at: isoNow(services.clock),
      expires_at: new Date(services.clock.now() + 60_000).toISOString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const actor = await loadActor(services, token, device);
  await trx.deleteFrom('session').where('id', '=', session.id).execute();
  if (actor === null) throw new Error(`No rights for ${device}`);
  return actor;
}

/** Adds everybody but the first person, with departments and reporting lines; answers them all as they act. */
export async function addDemoPeople(
  services: Services,
  trx: WriteDb,
  first: { readonly id: number; readonly passwordHash: string },
): Promise<ReadonlyMap<DemoName, Actor>> {
  const administrator = await actorOf(services, trx, first.id, founder.device);
  const change = { services, trx, actor: administrator, touched: new Set<never>() };
  const departmentIds = new Map<string, number>();
  for (const name of departments) {
    const parentId = departmentIds.get(above[name] ?? '') ?? null;
    departmentIds.set(name, (await createDepartment(change, { name, parentId })).id);
  }
  const roles = new Map(
    (await trx.selectFrom('role').select(['id', 'built_in']).execute()).map((role) => [
      role.built_in,
      role.id,
    ]),
  );
  const ids = new Map<string, number>([[founder.name, first.id]]);
  for (const person of demoPeople) {
    const departmentId = departmentIds.get(person.department ?? '') ?? null;
    const superiorId = ids.get(person.superior ?? '') ?? null;
    if (person === founder) continue;
    const roleIds = person.roles.flatMap((role) => roles.get(role) ?? []);
    const { person: added } = await createPerson(services, administrator, {
      name: person.name,
      departmentId,
      superiorId,
      roleIds,
    });
    await writePassword(trx, added.id, { hash: first.passwordHash, mustChange: false });
    ids.set(person.name, added.id);
  }
  const before = await findPerson(trx, first.id);
  if (before === null) throw new Error('The first person is gone');
  const departmentId = departmentIds.get(founder.department) ?? null;
  await updatePerson(change, { ...before, departmentId, superiorId: ids.get(founder.superior) ?? null });
  const actors = new Map<DemoName, Actor>();
  for (const { name, device } of demoPeople) {
    actors.set(name, await actorOf(services, trx, ids.get(name) ?? 0, device));
  }
  return actors;
}
