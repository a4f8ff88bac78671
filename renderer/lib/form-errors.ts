import type { UseFormReturnType } from '@mantine/form';
import { fieldSentence, sentence } from '#core/i18n/sentence.ts';
import type { AppError } from '#core/shared/errors.ts';
import { currentLanguage } from '../i18n.ts';

/**
 * Puts a refusal where it concerns: at the fields it names (`fields`, `field`), the first of them focused. Answers with the sentence
 * that belongs to no field of the form, or null. `prefix` is what the service's paths begin with (`fields.` for `fields.name`).
 */
export function showFormError<Values extends Record<string, unknown>>(
  form: UseFormReturnType<Values>,
  error: AppError,
  prefix = '',
): string | null {
  const language = currentLanguage();
  const errors: Record<string, string> = {};
  const own = (path: string): string | null => {
    const name = path.startsWith(prefix) ? path.slice(prefix.length) : path;
    return Object.hasOwn(form.getValues(), name.split('.')[0] ?? name) ? name : null;
  };
  let elsewhere: string | null = null;
  for (const field of error.fields) {
    const name = own(field.path);
    if (name === null) elsewhere ??= fieldSentence(field, language);
    else errors[name] ??= fieldSentence(field, language);
  }
  const single = error.field === undefined ? null : own(error.field);
  if (single !== null) errors[single] ??= sentence(error, language);
  const [first] = Object.keys(errors);
  if (first === undefined) return elsewhere ?? sentence(error, language);
  form.setErrors(errors);
  form.getInputNode(first)?.focus();
  return elsewhere;
}

/** The sentences of a refusal by the paths of the fields it names, for a form that keeps its own values. */
export function fieldSentences(error: AppError): Readonly<Record<string, string>> {
  const language = currentLanguage();
  const found: Record<string, string> = {};
  for (const field of error.fields) found[field.path] ??= fieldSentence(field, language);
  if (error.field !== undefined) found[error.field] ??= sentence(error, language);
  return found;
}
