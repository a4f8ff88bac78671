import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { OfficeForm } from '../features/settings/OfficeForm.tsx';
import classes from '../features/settings/settings.module.css';
import { settingsQueries } from '../features/settings/queries.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { QueryView } from '../ui/QueryView.tsx';

export function OfficeSettingsScreen() {
  const { t } = useTranslation();
  const query = useQuery(settingsQueries.office());
  return (
    <div className="kc-page">
      <PageHeader title={t(($) => $.settings.office.title)} />
      <div className={classes.narrow}>
        <QueryView query={query}>{(settings) => <OfficeForm settings={settings} />}</QueryView>
      </div>
    </div>
  );
}
