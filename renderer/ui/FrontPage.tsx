import type { ReactNode } from 'react';
import classes from './FrontPage.module.css';

interface FrontPageProps {
  readonly children: ReactNode;
  /** Beside the form on wide screens, below it on a phone. */
  readonly aside?: ReactNode;
  readonly footer?: ReactNode;
}

/** A page without the frame: first start, sign-in, lock. One card, the mark above it. */
export function FrontPage({ children, aside, footer }: FrontPageProps) {
  return (
    <div className={classes.page}>
      <main className={classes.body}>
        <div className={classes.mark} aria-hidden="true">
          <img src="/kechi.svg" alt="" width={36} height={36} />
          <span>客池</span>
          <span className={classes.latin}>Kechi</span>
        </div>
        <div className={classes.columns}>
          <section className={classes.card}>{children}</section>
          {aside}
        </div>
        {footer !== undefined && <div className={classes.footer}>{footer}</div>}
      </main>
    </div>
  );
}
