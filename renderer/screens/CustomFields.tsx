import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconForms, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { customFieldLimits, type CustomField } from '#core/custom-fields/custom-fields.contract.ts';
import classes from '../features/custom-fields/custom-fields.module.css';
import { FieldDialog } from '../features/custom-fields/FieldDialog.tsx';
import { FieldRow } from '../features/custom-fields/FieldRow.tsx';
import { useOrderFields } from '../features/custom-fields/mutations.ts';
import { orpc } from '../lib/rpc.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { OrderedList } from '../ui/OrderedList.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { QueryView } from '../ui/QueryView.tsx';

/** The fields that the office adds to its customers (spec §3). */
export function CustomFieldsScreen() {
  const { t } = useTranslation();
  const query = useQuery(orpc.customFields.list.queryOptions({ input: {} }));
  const order = useOrderFields();
  const [dialog, setDialog] = useState<CustomField | 'new' | null>(null);
  const [open, setOpen] = useState<number | null>(null);
  const used = query.data?.filter(({ retired }) => !retired).length;
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setDialog('new')}>
      {t(($) => $.customFields.add)}
    </Button>
  );
  return (
    <div className="kc-page">
      <PageHeader
        title={t(($) => $.customFields.title)}
        count={
          used === undefined
            ? undefined
            : t(($) => $.customFields.used, { count: used, max: customFieldLimits.fields })
        }
        description={t(($) => $.customFields.description)}
        actions={add}
      />
      <QueryView query={query} lines={6}>
        {(fields) =>
          fields.length === 0 ? (
            <EmptyState
              icon={<IconForms size={22} />}
              title={t(($) => $.customFields.empty)}
              text={t(($) => $.customFields.emptyText)}
              action={add}
            />
          ) : (
            <div className={classes.page}>
              <OrderedList
                items={fields}
                label={t(($) => $.customFields.title)}
                moveLabel={({ label }) => t(($) => $.customFields.move, { label })}
                movedWords={({ label }, position) =>
                  t(($) => $.customFields.movedTo, { label, position, count: fields.length })
                }
                onOrder={(ids) => order.mutate({ ids })}
              >
                {(field, handle) => (
                  <FieldRow
                    field={field}
                    handle={handle}
                    open={open === field.id}
                    onOpen={(next) => setOpen(next ? field.id : null)}
                    onEdit={() => setDialog(field)}
                  />
                )}
              </OrderedList>
            </div>
          )
        }
      </QueryView>
      {dialog === null ? null : (
        <FieldDialog field={dialog === 'new' ? null : dialog} onClose={() => setDialog(null)} />
      )}
    </div>
  );
}
