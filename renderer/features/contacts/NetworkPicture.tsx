import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { NetworkNode } from '#core/contacts/relations.contract.ts';
import { useChoices } from '../../lib/choices.ts';
import { toAppError } from '../../lib/rpc.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { layoutNetwork } from './layout-network.ts';
import classes from './network.module.css';
import { networkQuery } from './queries.ts';

const frame = { width: 520, height: 380, margin: { x: 56, y: 34 } };

interface NetworkPictureProps {
  readonly contactId: number;
  /** Walks to another contact. */
  readonly onWalk: (contactId: number) => void;
}

/** The people around a contact as a picture that can be walked, by mouse or with Tab and Enter (spec §4). */
export function NetworkPicture({ contactId, onWalk }: NetworkPictureProps) {
  const { t } = useTranslation();
  const { labelOf } = useChoices();
  const { data, error, refetch } = useQuery(networkQuery(contactId));
  const points = useMemo(
    () =>
      layoutNetwork(
        (data?.nodes ?? []).map((node) => node.key),
        data?.edges ?? [],
        frame,
      ),
    [data],
  );
  if (data === undefined) {
    return error === null ? (
      <Skeleton height={240} animate={false} />
    ) : (
      <ErrorNote error={toAppError(error)} onRetry={() => void refetch()} />
    );
  }
  const at = (key: string) => points.get(key) ?? { x: frame.width / 2, y: frame.height / 2 };
  const [middle] = data.nodes;
  return (
    <>
      <svg
        className={classes.picture}
        viewBox={`0 0 ${frame.width} ${frame.height}`}
        role="group"
        aria-label={t(($) => $.contacts.relations.pictureLabel, { name: middle?.name ?? '' })}
      >
        {data.edges.map(({ id, from, to, typeId }) => {
          const [a, b] = [at(from), at(to)];
          return (
            <g key={id}>
              <line className={classes.edge} x1={a.x} y1={a.y} x2={b.x} y2={b.y} />
              <text className={classes.type} x={(a.x + b.x) / 2} y={(a.y + b.y) / 2 - 3}>
                {labelOf(typeId)}
              </text>
            </g>
          );
        })}
        {data.nodes.map((node) => (
          <PersonNode
            key={node.key}
            node={node}
            point={at(node.key)}
            home={middle?.customerId ?? null}
            onWalk={onWalk}
          />
        ))}
      </svg>
      {data.more ? (
        <Text size="xs" c="var(--kc-dim)">
          {t(($) => $.contacts.relations.more, { count: data.nodes.length })}
        </Text>
      ) : null}
    </>
  );
}

/** A name as far as a circle's surroundings bear it. */
const short = (text: string, most: number) => {
  const chars = [...text];
  return chars.length > most ? `${chars.slice(0, most - 1).join('')}…` : text;
};

interface PersonNodeProps {
  readonly node: NetworkNode;
  readonly point: { readonly x: number; readonly y: number };
  /** The customer of the one in the middle: it need not be said again. */
  readonly home: number | null;
  readonly onWalk: (contactId: number) => void;
}

function PersonNode({ node, point, home, onWalk }: PersonNodeProps) {
  const { t } = useTranslation();
  const { contactId, name, customerName, depth } = node;
  const elsewhere = customerName !== null && node.customerId !== home;
  const kind = contactId === null ? 'outside' : depth === 0 ? 'middle' : elsewhere ? 'other' : 'same';
  const walk = contactId === null || depth === 0 ? null : () => onWalk(contactId);
  const words = [
    name,
    contactId === null ? t(($) => $.contacts.relations.outside) : (customerName ?? ''),
  ].join(', ');
  const keys = (event: KeyboardEvent) => {
    if (walk === null || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    walk();
  };
  return (
    <g
      className={classes.node}
      data-kind={kind}
      transform={`translate(${point.x} ${point.y})`}
      {...(walk === null ? { role: 'img' } : { role: 'button', tabIndex: 0, onClick: walk, onKeyDown: keys })}
      aria-label={words}
    >
      <title>{words}</title>
      <circle r={depth === 0 ? 20 : 15} />
      <text className={classes.initial} y={depth === 0 ? 6 : 5}>
        {[...name][0] ?? ''}
      </text>
      <text className={classes.name} y={depth === 0 ? 36 : 29}>
        {short(name, 8)}
      </text>
      {elsewhere ? (
        <text className={classes.customer} y={depth === 0 ? 49 : 42}>
          {short(customerName ?? '', 10)}
        </text>
      ) : null}
    </g>
  );
}
