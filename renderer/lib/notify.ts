import { notifications } from '@mantine/notifications';
import { sentence } from '#core/i18n/sentence.ts';
import type { AppError } from '#core/shared/errors.ts';
import { currentLanguage } from '../i18n.ts';

/** Says a refusal in the corner of the page; the same refusal again replaces the first. */
export function notifyError(error: AppError): void {
  notifications.show({
    id: `error-${error.code}`,
    color: 'red',
    message: sentence(error, currentLanguage()),
    autoClose: 8000,
  });
}

/** Says in the corner that something is done. */
export function notifyDone(message: string): void {
  notifications.show({ color: 'teal', message, autoClose: 3500 });
}
