import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { currentLanguage, isLanguage, switchLanguage } from '../../i18n.ts';

/** Language of the pages before anyone is signed in. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t(($) => $.common.person.language)}
      value={currentLanguage()}
      onChange={(next) => {
        if (isLanguage(next)) void switchLanguage(next);
      }}
      data={[
        { value: 'zh-CN', label: '中文' },
        { value: 'en', label: 'English' },
      ]}
    />
  );
}
