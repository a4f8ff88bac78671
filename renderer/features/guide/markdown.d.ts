/** A page of the user guide: `build/guide` takes it apart. */
declare module '*.md' {
  import type { GuideText } from '#renderer/features/guide/guide-text.ts';

  export const sections: GuideText['sections'];
  export const pictures: GuideText['pictures'];
}
