import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomFieldKind } from '#core/custom-fields/custom-fields.contract.ts';
import type { CustomerRow, SortKey } from '#core/customers/customers.contract.ts';
import { regionLabel } from '#core/regions/index.ts';
import { useChoices } from '../../lib/choices.ts';
import { useCustomFields, useCustomWords } from '../../lib/custom-fields.ts';
import { useFormat } from '../../lib/format.ts';
import { urgencyOf, useFallsBackWords } from '../../lib/falls-back.ts';
import { useNames } from '../../lib/names.ts';
import type { Column } from '../../ui/data-list/types.ts';
import type { View } from './list-state.ts';
import { LevelMark, NotShown, Phones, StatusMark, TagMarks, usePhoneWords } from './marks.tsx';
import classes from './marks.module.css';

/** Pixels that usual values of each kind need. */
const customWidths: Record<CustomFieldKind, number> = {
  text: 180,
  number: 108,
  money: 128,
  date: 104,
  choice: 120,
  choices: 160,
  yesNo: 72,
};

type Cell = Column<CustomerRow>['cell'];

/** The columns of a customer list; which of them show at first depends on the view. */
export function useCustomerColumns(view: View): readonly Column<CustomerRow>[] {
  const { t } = useTranslation();
  const { labelOf } = useChoices();
  const { nameOf } = useNames();
  const format = useFormat();
  const phoneWords = usePhoneWords();
  const fallsBack = useFallsBackWords();
  const { fields } = useCustomFields();
  const { words: customWords } = useCustomWords();
  return useMemo(() => {
    const mine = view === 'mine';
    const statuses = t(($) => $.customers.statuses, { returnObjects: true });
    const levels = t(($) => $.customers.levels, { returnObjects: true });
    const hidden = (row: CustomerRow) => (
      <NotShown why={t(($) => $.customers.hiddenValue, { owner: nameOf(row.ownerId) })} />
    );
    /** Of a colleague's customer only a few fields are known: the others are quiet, with a reason to rest on. */
    const known =
      (cell: Cell): Cell =>
      (row) =>
        row.sight === 'minimal' ? hidden(row) : cell(row);
    const column = (
      key: string,
      title: string,
      width: number,
      shown: boolean,
      cell: Cell,
      sortKey?: SortKey,
    ): Column<CustomerRow> => ({ key, title, width, shown, cell, ...(sortKey ? { sortKey } : {}) });
    const time = (pick: (row: CustomerRow) => string | null): Cell =>
      known((row) => <span title={format.full(pick(row))}>{format.shortInstant(pick(row))}</span>);
    const shareColumns = [
      column(
        'sharedBy',
        t(($) => $.customers.fields.sharedBy),
        98,
        true,
        (row) => row.share && <span>{nameOf(row.share.byId)}</span>,
      ),
      column(
        'shareMode',
        t(($) => $.customers.fields.shareMode),
        128,
        true,
        (row) => row.share && <span>{t(($) => $.customers.shareModes[row.share?.mode ?? 'read'])}</span>,
      ),
      column(
        'shareUntil',
        t(($) => $.customers.fields.shareUntil),
        116,
        true,
        (row) =>
          row.share && (
            <span>
              {row.share.untilOn === null
                ? t(($) => $.customers.shareUnlimited)
                : format.day(row.share.untilOn)}
            </span>
          ),
      ),
      column(
        'sharedSince',
        t(($) => $.customers.fields.sharedSince),
        108,
        false,
        (row) =>
          row.share && (
            <span title={format.full(row.share.since)}>{format.shortInstant(row.share.since)}</span>
          ),
      ),
    ];
    return [
      {
        ...column(
          'name',
          t(($) => $.customers.fields.name),
          264,
          true,
          (row) => (
            // Not a Link: thousands of them scroll by, and the list itself opens what is clicked.
            <a href={`/customers/${row.id}`} tabIndex={-1} className={classes.name}>
              {row.name}
            </a>
          ),
          'name',
        ),
        fixed: true,
      },
      column(
        'number',
        t(($) => $.customers.fields.number),
        94,
        true,
        (row) => <span>{row.number}</span>,
        'number',
      ),
      column(
        'status',
        t(($) => $.customers.fields.status),
        100,
        true,
        known((row) => row.status && <StatusMark status={row.status} label={statuses[row.status]} />),
        'status',
      ),
      column(
        'level',
        t(($) => $.customers.fields.level),
        56,
        true,
        known((row) => row.level && <LevelMark level={row.level} label={levels[row.level]} />),
        'level',
      ),
      column(
        'owner',
        t(($) => $.customers.fields.owner),
        98,
        !mine,
        (row) =>
          row.ownerId === null ? (
            <span className={classes.quiet}>{t(($) => $.customers.unclaimed)}</span>
          ) : (
            <span>{nameOf(row.ownerId)}</span>
          ),
        'owner',
      ),
      ...(view === 'sharedWithMe' ? shareColumns : []),
      column(
        'fallsBack',
        t(($) => $.protection.column),
        // `15 天后 · 没有交往`, `in 15 days · no interaction`
        format.language === 'en' ? 200 : 156,
        mine || view === 'subordinates',
        known((row) =>
          row.locked ? (
            <span className={classes.quietText}>{t(($) => $.protection.locked)}</span>
          ) : (
            row.fallsBack && (
              <span
                className={classes.fallsBack}
                data-urgency={urgencyOf(row.fallsBack)}
                title={fallsBack.sentence(row.fallsBack)}
              >
                {fallsBack.when(row.fallsBack)} · {fallsBack.whyShort(row.fallsBack.rule)}
              </span>
            )
          ),
        ),
      ),
      column(
        'region',
        t(($) => $.customers.fields.regionCode),
        148,
        true,
        (row) => <span>{row.regionCode ? regionLabel(row.regionCode) : ''}</span>,
        'region',
      ),
      column(
        'industry',
        t(($) => $.customers.fields.industryId),
        108,
        true,
        (row) => <span>{labelOf(row.industryId)}</span>,
        'industry',
      ),
      column(
        'phone',
        t(($) => $.customers.fields.phone),
        136,
        true,
        known((row) => row.phone && <Phones text={row.phone} words={phoneWords} inGrid />),
      ),
      column(
        'tags',
        t(($) => $.customers.fields.tagIds),
        104,
        mine,
        known((row) => <TagMarks labels={row.tagIds.map(labelOf)} />),
      ),
      column(
        'source',
        t(($) => $.customers.fields.sourceId),
        92,
        false,
        known((row) => <span>{labelOf(row.sourceId)}</span>),
        'source',
      ),
      column(
        'claimedAt',
        t(($) => $.customers.fields.claimedAt),
        108,
        false,
        time((row) => row.claimedAt),
        'claimedAt',
      ),
      column(
        'updatedAt',
        t(($) => $.customers.fields.updatedAt),
        108,
        true,
        time((row) => row.updatedAt),
        'updatedAt',
      ),
      column(
        'createdAt',
        t(($) => $.customers.fields.createdAt),
        118,
        false,
        time((row) => row.createdAt),
        'createdAt',
      ),
      column(
        'lastInteractionAt',
        t(($) => $.customers.fields.lastInteractionAt),
        118,
        false,
        time((row) => row.lastInteractionAt),
        'lastInteractionAt',
      ),
      column(
        'nextStepOn',
        t(($) => $.customers.fields.nextStepOn),
        112,
        false,
        known((row) => <span>{format.day(row.nextStepOn)}</span>),
        'nextStepOn',
      ),
      column(
        'shortName',
        t(($) => $.customers.fields.shortName),
        120,
        false,
        known((row) => <span>{row.shortName}</span>),
      ),
      column(
        'type',
        t(($) => $.customers.fields.type),
        80,
        false,
        known((row) => row.type && <span>{t(($) => $.customers.types[row.type ?? 'company'])}</span>),
      ),
      column(
        'email',
        t(($) => $.customers.fields.email),
        180,
        false,
        known((row) => <span>{row.email}</span>),
      ),
      column(
        'address',
        t(($) => $.customers.fields.address),
        240,
        false,
        known((row) => <span>{row.address}</span>),
      ),
      ...fields.map((field): Column<CustomerRow> => {
        const end = field.kind === 'number' || field.kind === 'money';
        return {
          ...column(
            `custom:${field.id}`,
            field.label,
            customWidths[field.kind],
            false,
            known((row) => <span>{customWords(field, row.custom[field.id])}</span>),
          ),
          ...(end && { align: 'end' }),
        };
      }),
    ];
  }, [view, t, labelOf, nameOf, format, phoneWords, fallsBack, fields, customWords]);
}
