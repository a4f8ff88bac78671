import { Button, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { IconPhoto, IconTrash } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { printSetupLimits, type OfficeLetterhead } from '#core/printing/print-setup.contract.ts';
import { AppError } from '#core/shared/errors.ts';
import { notifyError } from '../../lib/notify.ts';
import { FileInput } from '../../ui/FileInput.tsx';
import classes from './printing.module.css';

const lines = ['name', 'address', 'postcode', 'phone', 'taxNumber', 'bank', 'bankAccount'] as const;

/** A picture as `data:` address: what it is is told by its bytes, and again by the service. */
async function dataAddress(file: File): Promise<string> {
  if (file.size > printSetupLimits.logoBytes)
    throw new AppError('logoTooLarge', {
      kilobytes: printSetupLimits.logoBytes / 1024,
      pixels: printSetupLimits.logoPixels,
    });
  const head = new Uint8Array(await file.slice(0, 12).arrayBuffer());
  const type =
    head[0] === 0x89
      ? 'png'
      : head[0] === 0xff
        ? 'jpeg'
        : head[0] === 0x52 && head[8] === 0x57
          ? 'webp'
          : null;
  if (type === null) throw new AppError('logoUnknown');
  const address = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result : ''));
    reader.addEventListener('error', () => reject(new AppError('logoUnknown')));
    reader.readAsDataURL(file);
  });
  return `data:image/${type};base64,${address.slice(address.indexOf(',') + 1)}`;
}

interface LetterheadFormProps {
  readonly value: OfficeLetterhead;
  readonly onChange: (value: OfficeLetterhead) => void;
}

/** The office's head on paper: set once, used by every document whose template wants it. */
export function LetterheadForm({ value, onChange }: LetterheadFormProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const take = async ([file]: readonly File[]) => {
    if (file === undefined) return;
    try {
      onChange({ ...value, logo: await dataAddress(file) });
    } catch (thrown) {
      notifyError(thrown instanceof AppError ? thrown : new AppError('logoUnknown'));
    }
  };
  return (
    <Stack gap="sm">
      <div>
        <Text size="sm" fw={500} mb={4}>
          {t(($) => $.printing.setup.logo)}
        </Text>
        <Group gap="sm">
          {value.logo === null ? null : (
            <img src={value.logo} alt={t(($) => $.printing.setup.logo)} className={classes.logo} />
          )}
          <Button
            variant="default"
            size="compact-md"
            leftSection={<IconPhoto size={16} stroke={1.6} aria-hidden />}
            onClick={() => input.current?.click()}
          >
            {t(($) => $.printing.setup.choose)}
          </Button>
          {value.logo === null ? null : (
            <Button
              variant="subtle"
              color="gray"
              size="compact-md"
              leftSection={<IconTrash size={16} stroke={1.6} aria-hidden />}
              onClick={() => onChange({ ...value, logo: null })}
            >
              {t(($) => $.printing.setup.removeLogo)}
            </Button>
          )}
        </Group>
        <Text size="xs" c="var(--kc-dim)" mt={4}>
          {t(($) => $.printing.setup.logoHint, { kilobytes: printSetupLimits.logoBytes / 1024 })}
        </Text>
        <FileInput ref={input} accept=".png,.jpg,.jpeg,.webp" onTake={(files) => void take(files)} />
      </div>
      <SimpleGrid cols={1} verticalSpacing="xs">
        {lines.map((line) => (
          <TextInput
            key={line}
            label={t(($) => $.printing.setup.lines[line])}
            maxLength={printSetupLimits.line}
            value={value[line]}
            onChange={(event) => onChange({ ...value, [line]: event.currentTarget.value })}
          />
        ))}
      </SimpleGrid>
    </Stack>
  );
}
