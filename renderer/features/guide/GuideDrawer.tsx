import { Drawer, Select } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { usePhone } from '../../lib/phone.ts';
import { QueryView } from '../../ui/QueryView.tsx';
import { useGuide, type GuideText } from './guide-text.ts';
import classes from './guide.module.css';
import { GuidePieces } from './GuidePieces.tsx';
import { guideSections, type GuideSection } from './sections.ts';

interface GuideDrawerProps {
  /** Where it opens: what it says about the page behind. */
  readonly section: GuideSection;
  readonly onClose: () => void;
}

/** The user guide beside the page one is on. */
export function GuideDrawer({ section, onClose }: GuideDrawerProps) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const guide = useGuide(language);
  const phone = usePhone();
  const [shown, setShown] = useState(section);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={phone ? '100%' : '32rem'}
      title={t(($) => $.common.guide.title)}
      closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
      // The page behind stays readable: one does what one reads.
      overlayProps={{ backgroundOpacity: 0.12 }}
    >
      <QueryView query={guide} lines={6}>
        {(text) => (
          <>
            <Select
              className={classes.contents}
              aria-label={t(($) => $.common.guide.contents)}
              allowDeselect={false}
              data={text.sections.map(({ id, title }) => ({ value: id, label: title }))}
              value={shown}
              onChange={(next) => setShown(guideSections.find((id) => id === next) ?? shown)}
            />
            <Section text={text} shown={shown} />
          </>
        )}
      </QueryView>
    </Drawer>
  );
}

function Section({ text, shown }: { text: GuideText; shown: GuideSection }) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    head.current?.scrollIntoView({ block: 'nearest' });
  }, [shown]);
  const section = text.sections.find(({ id }) => id === shown);
  return section === undefined ? null : (
    <article className={classes.text}>
      <h2 ref={head}>{section.title}</h2>
      <GuidePieces pieces={section.pieces} pictures={text.pictures} />
    </article>
  );
}
