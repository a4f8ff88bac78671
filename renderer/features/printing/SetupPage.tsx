import { Button, Group, Select } from '@mantine/core';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { printKinds, type PrintKind } from '#core/printing/print-kinds.contract.ts';
import { templateFileSchema, usualTemplate, type PrintSetup } from '#core/printing/print-setup.contract.ts';
import { AppError } from '#core/shared/errors.ts';
import { notifyDone, notifyError } from '../../lib/notify.ts';
import { orpc } from '../../lib/rpc.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { FileInput } from '../../ui/FileInput.tsx';
import { useLeaveGuard } from '../../ui/leave-guard.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { LetterheadForm } from './LetterheadForm.tsx';
import { useSavePrintSetup, type StoredSetup } from './mutations.ts';
import classes from './printing.module.css';
import { SetupPreview } from './SetupPreview.tsx';
import { TemplateForm } from './TemplateForm.tsx';
import { DraftContext } from './use-print-setup.ts';
import { useTemplateParts } from './use-template-parts.ts';
import type { CardToPrint } from './CardPrint.tsx';

/** Kinds whose look is a matter of the office; labels and envelopes are a matter of the sheet. */
const templated = printKinds.filter((kind) => kind !== 'labels' && kind !== 'envelopes');
type Shown = 'letterhead' | PrintKind;

/** Longest template file, in bytes. */
const longestFile = 200_000;

interface SetupPageProps {
  /** Names and values of customer fields, for the preview of a card. */
  readonly cardWords: Pick<CardToPrint, 'fieldLabel' | 'fieldWords'>;
}

/** Letterhead and templates of the office, with what they look like beside them. */
export function SetupPage(props: SetupPageProps) {
  const { t } = useTranslation();
  const query = useQuery(orpc.printing.setup.queryOptions({ input: {} }));
  return (
    <div className={classes.setup}>
      <PageHeader
        title={t(($) => $.printing.setup.page)}
        description={t(($) => $.printing.setup.description)}
      />
      <QueryView query={query}>{(stored) => <SetupEditor stored={stored} {...props} />}</QueryView>
    </div>
  );
}

const partsOf = ({ letterhead, templates }: PrintSetup): PrintSetup => ({ letterhead, templates });
const same = (a: PrintSetup, b: PrintSetup) => JSON.stringify(partsOf(a)) === JSON.stringify(partsOf(b));

function SetupEditor({ stored, cardWords }: SetupPageProps & { stored: StoredSetup }) {
  const { t } = useTranslation();
  const [base, setBase] = useState(stored);
  const [draft, setDraft] = useState(partsOf(stored));
  const [shown, setShown] = useState<Shown>('letterhead');
  const [refused, setRefused] = useState<AppError | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const partsFor = useTemplateParts();
  const dirty = !same(draft, base);
  useLeaveGuard(() => dirty);
  const begin = (next: StoredSetup) => {
    setBase(next);
    setDraft(partsOf(next));
    setRefused(null);
  };
  // Saved elsewhere while nothing is changed here: simply follow.
  if (stored.version > base.version && !dirty) begin(stored);
  const save = useSavePrintSetup((saved) => {
    begin(saved);
    notifyDone(t(($) => $.common.saved));
  }, setRefused);
  const writeFile = () => {
    const text = JSON.stringify({ kechiPrintTemplates: 1, templates: draft.templates }, null, 2);
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    link.download = `${t(($) => $.printing.setup.fileName)}.json`;
    link.click();
    // The browser reads the address after this turn.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };
  const readFile = async ([file]: readonly File[]) => {
    if (file === undefined) return;
    try {
      if (file.size > longestFile) throw new AppError('templateFileUnknown');
      const { templates } = templateFileSchema.parse(JSON.parse(await file.text()));
      setDraft({ ...draft, templates: { ...draft.templates, ...templates } });
      notifyDone(t(($) => $.printing.setup.fileRead));
    } catch {
      notifyError(new AppError('templateFileUnknown'));
    }
  };
  const kind = shown === 'letterhead' ? 'card' : shown;
  const template = draft.templates[kind] ?? usualTemplate(kind);
  return (
    <div className={classes.editor}>
      <div className={classes.form}>
        <Select
          label={t(($) => $.printing.setup.shown)}
          allowDeselect={false}
          value={shown}
          data={[
            { value: 'letterhead', label: t(($) => $.printing.setup.letterheadOf) },
            ...templated.map((value) => ({ value, label: t(($) => $.printing.kinds[value]) })),
          ]}
          onChange={(value) => setShown(templated.find((one) => one === value) ?? 'letterhead')}
        />
        {refused === null ? null : <ErrorNote error={refused} />}
        {refused?.code === 'conflict' ? (
          <Button variant="default" onClick={() => begin(stored)}>
            {t(($) => $.printing.setup.takeNewer)}
          </Button>
        ) : null}
        {shown === 'letterhead' ? (
          <LetterheadForm
            value={draft.letterhead}
            onChange={(letterhead) => setDraft({ ...draft, letterhead })}
          />
        ) : (
          <TemplateForm
            value={template}
            parts={partsFor(shown)}
            onChange={(next) => setDraft({ ...draft, templates: { ...draft.templates, [shown]: next } })}
          />
        )}
        <Group gap="xs">
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconDownload size={14} aria-hidden />}
            onClick={writeFile}
          >
            {t(($) => $.printing.setup.writeFile)}
          </Button>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconUpload size={14} aria-hidden />}
            onClick={() => input.current?.click()}
          >
            {t(($) => $.printing.setup.readFile)}
          </Button>
          <FileInput ref={input} accept=".json" onTake={(files) => void readFile(files)} />
        </Group>
        <Group gap="xs" className={classes.formFoot}>
          <Button
            disabled={!dirty}
            loading={save.isPending}
            onClick={() => save.mutate({ version: base.version, ...draft })}
          >
            {t(($) => $.common.save)}
          </Button>
          <Button variant="default" disabled={!dirty} onClick={() => begin(base)}>
            {t(($) => $.common.cancel)}
          </Button>
        </Group>
      </div>
      <DraftContext value={draft}>
        <SetupPreview key={kind} kind={kind} cardWords={cardWords} />
      </DraftContext>
    </div>
  );
}
