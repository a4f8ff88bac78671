import { Select, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportWhat } from '#core/exports/exports.contract.ts';
import type { Interaction } from '#core/interactions/interactions.contract.ts';
import type { Block } from '#core/printing/engine/document.ts';
import { mostPrinted } from '#core/printing/printing.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { DayInput } from '../../ui/DayInput.tsx';
import { PersonSelect } from '../../ui/PersonSelect.tsx';
import { fromQuery } from './from-query.ts';
import { Preview } from './Preview.tsx';
import { printingQueries } from './queries.ts';
import { useEntries } from './use-entries.ts';
import { usePrintSetup } from './use-print-setup.ts';
import { useHeadTexts, usePaperFrame, type Said } from './use-paper-words.ts';

type Question = Extract<ExportWhat, { noun: 'interactions' }>['question'];

/** What a timeline finds: printed for one person, and a period, where that is wanted. */
export interface InteractionsToPrint {
  readonly kind: 'interactions';
  readonly title: string;
  readonly said: readonly Said[];
  readonly question: Question;
}

const groupings = ['none', 'person', 'customer', 'day'] as const;
type Grouping = (typeof groupings)[number];

interface InteractionsPrintProps {
  readonly asked: InteractionsToPrint;
  readonly opened: number;
  readonly onClose: () => void;
}

/** The report of interactions (spec §5): per person and period, with what was said. */
export function InteractionsPrint({ asked, opened, onClose }: InteractionsPrintProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useNames();
  const frame = usePaperFrame('interactions');
  const headTexts = useHeadTexts();
  const entriesOf = useEntries();
  const setup = usePrintSetup();
  const [typed, setTyped] = useState<string | null>(null);
  const usualTitle = setup.templateOf('interactions').title || asked.title;
  const title = typed ?? usualTitle;
  const [personId, setPersonId] = useState(asked.question.personId ?? null);
  const [from, setFrom] = useState(asked.question.from ?? '');
  const [to, setTo] = useState(asked.question.to ?? '');
  const [grouping, setGrouping] = useState<Grouping>('person');
  const { personId: _person, from: _from, to: _to, ...rest } = asked.question;
  const gathered = useQuery(
    printingQueries.interactions(opened, {
      ...rest,
      ...(personId !== null && { personId }),
      ...(from !== '' && { from }),
      ...(to !== '' && { to }),
    }),
  );
  const { data } = gathered;
  const printed = useMemo(() => {
    if (data === undefined || setup.loading) return null;
    const { interactions } = data;
    const nameOfGroup = (one: Interaction): string => {
      if (grouping === 'person') return nameOf(one.personId);
      return grouping === 'customer' ? one.customerName : format.full(one.happenedAt).slice(0, 10);
    };
    const groups =
      grouping === 'none' ? new Map([['', interactions]]) : Map.groupBy(interactions, nameOfGroup);
    const body = [...groups].flatMap(([name, some]): readonly Block[] => [
      ...(name === ''
        ? []
        : [
            {
              kind: 'heading' as const,
              text: t(($) => $.printing.group, { name, figure: format.number(some.length) }),
            },
          ]),
      entriesOf(some, grouping !== 'customer'),
    ]);
    const said: Said[] = [
      ...asked.said,
      ...(personId === null ? [] : [{ label: t(($) => $.printing.person), value: nameOf(personId) }]),
      ...(from === '' && to === '' ? [] : [{ label: t(($) => $.printing.period), value: `${from} – ${to}` }]),
    ];
    const figure = t(($) => $.printing.counts.interactions, {
      count: interactions.length,
      figure: format.number(interactions.length),
    });
    return frame(title.trim() === '' ? usualTitle : title, [
      { kind: 'title', text: title },
      { kind: 'head', texts: headTexts(said, figure) },
      ...(interactions.length === 0 ? [{ kind: 'note' as const, text: t(($) => $.printing.nothing) }] : body),
    ]);
  }, [
    data,
    grouping,
    nameOf,
    format,
    t,
    entriesOf,
    asked,
    personId,
    from,
    to,
    title,
    usualTitle,
    setup.loading,
    frame,
    headTexts,
  ]);
  const notes =
    data === undefined
      ? []
      : [
          ...(data.leftOut > 0
            ? [
                t(($) => $.printing.leftOutInteractions, {
                  count: data.leftOut,
                  figure: format.number(data.leftOut),
                }),
              ]
            : []),
          ...(data.more ? [t(($) => $.printing.tooMany, { figure: format.number(mostPrinted) })] : []),
        ];
  return (
    <Preview
      kind="interactions"
      document={printed}
      {...fromQuery(gathered)}
      rows={data?.interactions.length ?? 0}
      notes={notes}
      onClose={onClose}
      options={
        <Stack gap="sm">
          <TextInput
            label={t(($) => $.printing.title)}
            maxLength={80}
            value={title}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <PersonSelect
            label={t(($) => $.printing.person)}
            placeholder={t(($) => $.printing.everybody)}
            clearable
            value={personId}
            onChange={setPersonId}
          />
          <DayInput label={t(($) => $.printing.from)} value={from} onChange={setFrom} />
          <DayInput label={t(($) => $.printing.to)} value={to} onChange={setTo} />
          <Select
            label={t(($) => $.printing.groupBy)}
            allowDeselect={false}
            value={grouping}
            data={groupings.map((value) => ({ value, label: t(($) => $.printing.groupings[value]) }))}
            onChange={(value) => setGrouping(groupings.find((one) => one === value) ?? 'none')}
          />
        </Stack>
      }
    />
  );
}
