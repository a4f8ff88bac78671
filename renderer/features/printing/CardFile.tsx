import { useEffect, useMemo, useRef, useState } from 'react';
import type { AppError } from '#core/shared/errors.ts';
import { toAppError } from '../../lib/rpc.ts';
import { CardPrint, type CardToPrint } from './CardPrint.tsx';
import { HandOver } from './Preview.tsx';
import { fileOf } from './print-out.ts';
import type { Laid } from './use-layout.ts';

interface CardFileProps {
  readonly asked: CardToPrint;
  readonly onMade: (file: Awaited<ReturnType<typeof fileOf>>) => void;
  readonly onError: (error: AppError) => void;
}

/** Nothing to be seen: lays out a customer's card as it would be printed, on the person's usual paper, and hands it over once. */
export function CardFile({ asked, onMade, onError }: CardFileProps) {
  const [opened] = useState(() => Date.now());
  const handed = useRef(false);
  const latest = useRef({ onMade, onError });
  useEffect(() => {
    latest.current = { onMade, onError };
  });
  const handOver = useMemo(() => {
    const once = (work: () => void) => {
      if (handed.current) return;
      handed.current = true;
      work();
    };
    return {
      take: (laid: Laid) =>
        once(() => {
          fileOf(laid).then(
            (file) => latest.current.onMade(file),
            (thrown: unknown) => latest.current.onError(toAppError(thrown)),
          );
        }),
      fail: (error: AppError) => once(() => latest.current.onError(error)),
    };
  }, []);
  return (
    <HandOver value={handOver}>
      <CardPrint asked={asked} opened={opened} onClose={() => undefined} />
    </HandOver>
  );
}
