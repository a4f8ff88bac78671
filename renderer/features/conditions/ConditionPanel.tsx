import { Button, Group, Text } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConditionGroup, Noun } from '#core/conditions/conditions.contract.ts';
import { canonicalJson } from '#core/shared/canonical-json.ts';
import classes from './conditions.module.css';
import { ConditionRows } from './ConditionRows.tsx';
import { askedGroup, draftOf, emptyGroup, newField, type DraftGroup } from './draft.ts';
import { useConditionFields } from './use-fields.ts';

interface ConditionPanelProps {
  readonly noun: Noun;
  /** What is asked now. */
  readonly where: ConditionGroup | null;
  /** Called a moment after a change, with what is filled in; null without any condition. */
  readonly onChange: (where: ConditionGroup | null) => void;
  readonly onClose: () => void;
}

const askAfterMs = 350;
const written = (where: ConditionGroup | null): string => canonicalJson(where);

/** The combined query (spec §2): conditions on any fields, joined by and/or; the list follows as they are filled in. */
export function ConditionPanel({ noun, where, onChange, onClose }: ConditionPanelProps) {
  const { t } = useTranslation();
  const fields = useConditionFields();
  const [draft, setDraft] = useState<DraftGroup>(() => {
    if (where !== null) return draftOf(where);
    const [first] = fields.offered(noun)[0]?.fields ?? [];
    return { ...emptyGroup(), items: first === undefined ? [] : [newField(first.key, first.field)] };
  });
  const asked = useRef(written(where));
  // Asked otherwise from elsewhere: a view was opened, the conditions were cleared.
  useEffect(() => {
    if (written(where) === asked.current) return;
    asked.current = written(where);
    setDraft(where === null ? emptyGroup() : draftOf(where));
  }, [where]);
  const ask = useDebouncedCallback((next: DraftGroup) => {
    const group = askedGroup(next, noun, fields.fieldOf);
    const filled = group.items.length === 0 ? null : group;
    if (written(filled) === asked.current) return;
    asked.current = written(filled);
    onChange(filled);
  }, askAfterMs);
  const change = (next: DraftGroup) => {
    setDraft(next);
    ask(next);
  };
  return (
    <section className={classes.panel} aria-label={t(($) => $.conditions.title)}>
      <div className={classes.scroll}>
        {draft.items.length === 0 ? (
          <Text fz="sm" c="dimmed" mb={6}>
            {t(($) => $.conditions.none)}
          </Text>
        ) : null}
        <ConditionRows noun={noun} draft={draft} fields={fields} depth={1} related onChange={change} />
      </div>
      <Group gap="xs" justify="flex-end" className={classes.foot}>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          disabled={draft.items.length === 0}
          onClick={() => change(emptyGroup())}
        >
          {t(($) => $.conditions.clear)}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onClose}>
          {t(($) => $.conditions.close)}
        </Button>
      </Group>
    </section>
  );
}
