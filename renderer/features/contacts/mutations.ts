import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { mostAtOnce, type Contact } from '#core/contacts/contacts.contract.ts';
import type { AppError } from '#core/shared/errors.ts';
import { client, orpc } from '../../lib/rpc.ts';
import { useSafeMutation } from '../../lib/safe-mutation.ts';
import { contactKeys } from './queries.ts';

/** Makes everything old that shows contacts. */
function useContactsChanged(): () => void {
  const cache = useQueryClient();
  return useCallback(() => {
    void cache.invalidateQueries({ queryKey: contactKeys.all });
    void cache.invalidateQueries({ queryKey: contactKeys.relations });
  }, [cache]);
}

/** Saving a form: the answer is put in the cache at once, so that what lies behind shows it without waiting. */
export function useSaveContact(onError: (error: AppError) => void) {
  const cache = useQueryClient();
  const changed = useContactsChanged();
  const onSuccess = (saved: Contact) => {
    cache.setQueryData(orpc.contacts.get.queryKey({ input: { id: saved.id } }), saved);
    changed();
  };
  return {
    create: useSafeMutation(client.contacts.create, { onSuccess, onError }),
    update: useSafeMutation(client.contacts.update, { onSuccess, onError }),
  };
}

/** What is done to a contact without its form. Refusals are said in the corner, of a move to the caller. */
export function useContactMutations(onMoveError?: (error: AppError) => void) {
  const onSuccess = useContactsChanged();
  return {
    setMain: useSafeMutation(client.contacts.setMain, { onSuccess }),
    move: useSafeMutation(client.contacts.move, { onSuccess, onError: onMoveError }),
    remove: useSafeMutation(client.contacts.remove, { onSuccess }),
    restore: useSafeMutation(client.contacts.restore, { onSuccess }),
  };
}

/** Shows masked contact data; each time is counted and logged (spec §3.7). */
export function useUnmaskContacts(onError: (error: AppError) => void) {
  return useSafeMutation(client.contacts.unmask, { onError });
}

/** Relations of a contact. Refusals go to the caller where it shows them, else to the corner. */
export function useRelationMutations(onError?: (error: AppError) => void) {
  const onSuccess = useContactsChanged();
  const options = onError === undefined ? { onSuccess } : { onSuccess, onError };
  return {
    create: useSafeMutation(client.relations.create, options),
    update: useSafeMutation(client.relations.update, options),
    remove: useSafeMutation(client.relations.remove, { onSuccess }),
  };
}

/** Many contacts at once, all or none. */
export function useAddContacts(onError: (error: AppError) => void) {
  const onSuccess = useContactsChanged();
  return useSafeMutation(client.contacts.addMany, { onSuccess, onError });
}

/** Contacts as a vCard file; logged. Refusals are said in the corner. */
export function useExportCards() {
  return useSafeMutation(client.contacts.exportCards);
}

/** The ids of all contacts of a customer that one file takes, in the order of the list. */
export async function contactIdsOf(customerId: number): Promise<number[]> {
  const ids: number[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof client.contacts.list>> = await client.contacts.list(
      after === null ? { customerId } : { customerId, after },
    );
    ids.push(...page.rows.map(({ id }) => id));
    after = page.next;
  } while (after !== null && ids.length < mostAtOnce);
  return ids.slice(0, mostAtOnce);
}
