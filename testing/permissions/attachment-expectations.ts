import { editing, reading, table } from './table.ts';

/** Somebody else's upload: nobody's but theirs, whoever's customer it is for. */
const foreignUpload = (refusal: string) =>
  table(`
    anna   ${refusal}   .            ${refusal}   ${refusal}   ${refusal}   ${refusal}   ${refusal}   ${refusal}
    mark   ${refusal}   ${refusal}   ${refusal}   ${refusal}   ${refusal}   ${refusal}   ${refusal}   ${refusal}
    cleo   .            .            ${refusal}   ${refusal}   ${refusal}   ${refusal}   ${refusal}   ${refusal}
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            ${refusal}   ${refusal}   ${refusal}   ${refusal}   ${refusal}   ${refusal}
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`);

export const attachmentTables = {
  'attachments.list': reading,
  'attachments.count': reading,
  'attachments.versions': reading,
  'attachments.begin': editing,
  'attachments.update': editing,
  'attachments.remove': editing,
  'attachments.append': foreignUpload('uploadGone'),
  'attachments.finish': foreignUpload('uploadGone'),
  // Says nothing of what it did not find.
  'attachments.cancel': foreignUpload('done'),
  // Removed by somebody else.
  'attachments.restore': table(`
    anna   notFound     .            notFound     notFound     notFound        notFound  notFound     notFound
    mark   notFound     notFound     notFound     notFound     notFound        notFound  notFound     notFound
    cleo   .            .            done         done         customerDeleted notFound  done         done
    bob    .            .            notAllowed   notAllowed   notAllowed      notAllowed notAllowed  notAllowed
    olga   .            .            done         done         customerDeleted notFound  done         done
    rita   .            .            notAllowed   notAllowed   notAllowed      notAllowed notAllowed  notAllowed
    adam   .            .            done         done         customerDeleted notFound  .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded    signInNeeded .         .`),
};
