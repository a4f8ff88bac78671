import { useState } from 'react';
import { notifyError } from '../../lib/notify.ts';
import { canOpenOutside, openOutside } from '../../lib/open-outside.ts';
import { toAppError } from '../../lib/rpc.ts';
import { saveFile, type GivenOut } from './contents.ts';

export { canOpenOutside };

/** Ways in which a file leaves the program; refusals are said in the corner. */
export function useGiveOut() {
  const [busy, setBusy] = useState(false);
  const doing = (work: (file: GivenOut) => Promise<void>) => (file: GivenOut) => {
    setBusy(true);
    work(file)
      .catch((error: unknown) => notifyError(toAppError(error)))
      .finally(() => setBusy(false));
  };
  return { busy, save: doing(saveFile), open: doing(({ versionId }) => openOutside(versionId)) };
}
