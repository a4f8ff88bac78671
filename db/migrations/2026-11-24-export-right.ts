import { sql, type QueryExecutorProvider } from 'kysely';

/** Spec, permissions: who may take data out of the program. Offices that exist get it as new ones do. */
const scopes = { manager: 'below', clerk: 'all', businessOwner: 'all' };

export async function up(db: QueryExecutorProvider): Promise<void> {
  for (const [role, scope] of Object.entries(scopes)) {
    await sql`insert into role_right (role_id, right_name, scope)
      select id, 'customers.export', ${scope} from role where built_in = ${role}`.execute(db);
  }
}
