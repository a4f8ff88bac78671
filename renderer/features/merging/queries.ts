import { keepPreviousData } from '@tanstack/react-query';
import { orpc } from '../../lib/rpc.ts';

export const mergingQueries = {
  /** Asked afresh each time: figures and versions must be those of now. */
  preview: (ids: readonly number[], survivorId: number | null) =>
    orpc.merging.preview.queryOptions({
      input: { ids: [...ids], survivorId },
      placeholderData: keepPreviousData,
      staleTime: 0,
      gcTime: 0,
    }),
  ofCustomer: (customerId: number, enabled: boolean) =>
    orpc.merging.ofCustomer.queryOptions({ input: { customerId }, enabled }),
};
