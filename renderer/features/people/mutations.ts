import { useQueryClient } from '@tanstack/react-query';
import type { Department, Person, Role } from '#core/people/people.contract.ts';
import type { AppError } from '#core/shared/errors.ts';
import { client, orpc } from '../../lib/rpc.ts';
import { useSafeMutation } from '../../lib/safe-mutation.ts';

interface Done<Result> {
  readonly onDone: (result: Result) => void;
  readonly onError?: (error: AppError) => void;
}

function usePeopleChanged() {
  const queryClient = useQueryClient();
  return () => {
    for (const queryKey of [
      orpc.people.key(),
      orpc.departments.key(),
      orpc.roles.key(),
      orpc.sessions.me.key(),
    ]) {
      void queryClient.invalidateQueries({ queryKey });
    }
  };
}

/** Handlers of a change to people, departments or roles: what shows them is asked anew. */
function useOutcome<Result>({ onDone, onError }: Done<Result>) {
  const changed = usePeopleChanged();
  return {
    onSuccess: (result: Result) => {
      changed();
      onDone(result);
    },
    onError,
  };
}

export function useCreatePerson(done: Done<{ person: Person; oneTimePassword: string }>) {
  return useSafeMutation(client.people.create, useOutcome(done));
}
export function useUpdatePerson(done: Done<Person>) {
  return useSafeMutation(client.people.update, useOutcome(done));
}
export function useResetPassword(done: Done<{ oneTimePassword: string }>) {
  return useSafeMutation(client.people.resetPassword, useOutcome(done));
}
export function useDeactivate(done: Done<Person>) {
  return useSafeMutation(client.people.deactivate, useOutcome(done));
}
export function useReactivate(done: Done<Person>) {
  return useSafeMutation(client.people.reactivate, useOutcome(done));
}
export function useEndSessionsOf(done: Done<void>) {
  return useSafeMutation(client.people.endSessions, useOutcome(done));
}
export function useCreateDepartment(done: Done<Department>) {
  return useSafeMutation(client.departments.create, useOutcome(done));
}
export function useUpdateDepartment(done: Done<Department>) {
  return useSafeMutation(client.departments.update, useOutcome(done));
}
export function useRemoveDepartment(done: Done<void>) {
  return useSafeMutation(client.departments.remove, useOutcome(done));
}
export function useCreateRole(done: Done<Role>) {
  return useSafeMutation(client.roles.create, useOutcome(done));
}
export function useUpdateRole(done: Done<Role>) {
  return useSafeMutation(client.roles.update, useOutcome(done));
}
export function useRemoveRole(done: Done<void>) {
  return useSafeMutation(client.roles.remove, useOutcome(done));
}
