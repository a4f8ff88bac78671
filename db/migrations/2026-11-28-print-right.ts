import { sql, type QueryExecutorProvider } from 'kysely';

/** Spec, permissions: who may print. Offices that exist get it as new ones do. */
const scopes = {
  salesperson: 'own',
  manager: 'below',
  clerk: 'all',
  bookkeeper: 'all',
  businessOwner: 'all',
  readOnly: 'all',
};

export async function up(db: QueryExecutorProvider): Promise<void> {
  for (const [role, scope] of Object.entries(scopes)) {
    await sql`insert into role_right (role_id, right_name, scope)
      select id, 'customers.print', ${scope} from role where built_in = ${role}`.execute(db);
  }
}
