import { Loader } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { connectionState } from '../lib/rpc.ts';
import classes from './frame.module.css';

/** One thin line while the office host is away; what is on the page stays. Back again, whatever failed meanwhile is asked anew. */
export function ConnectionLine() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const away = connectionState((connection) => connection.state === 'away');
  const before = useRef(away);
  useEffect(() => {
    if (before.current && !away) {
      void queryClient.invalidateQueries({ predicate: (query) => query.state.status === 'error' });
    }
    before.current = away;
  }, [away, queryClient]);
  return (
    <output className={away ? classes.line : classes.noLine}>
      {away && (
        <>
          <Loader size={12} color="currentColor" aria-hidden="true" />
          {t(($) => $.common.away.line)}
        </>
      )}
    </output>
  );
}
