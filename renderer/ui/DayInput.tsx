import { DateInput, type DateInputProps } from '@mantine/dates';
import 'dayjs/locale/zh-cn';
import { useTranslation } from 'react-i18next';
import { parseLooseDate } from '#core/shared/local-date.ts';
import { useFormat } from '../lib/format.ts';

interface DayInputProps extends Omit<
  DateInputProps,
  'value' | 'defaultValue' | 'onChange' | 'valueFormat' | 'dateParser' | 'locale'
> {
  /** `YYYY-MM-DD` or empty. */
  readonly value: string;
  readonly onChange: (day: string) => void;
}

/** A day, typed the way people write it (2023-1-5, 2023年1月5日, 20230105) or picked. */
export function DayInput({ value, onChange, ...rest }: DayInputProps) {
  const { t } = useTranslation();
  const { language } = useFormat();
  return (
    <DateInput
      {...rest}
      clearable
      clearButtonProps={{ 'aria-label': t(($) => $.common.clearDate) }}
      locale={language === 'zh-CN' ? 'zh-cn' : 'en'}
      firstDayOfWeek={1}
      valueFormat="YYYY-MM-DD"
      placeholder="YYYY-MM-DD"
      dateParser={(text) => parseLooseDate(text)}
      value={value === '' ? null : value}
      onChange={(day) => onChange(day ?? '')}
    />
  );
}
