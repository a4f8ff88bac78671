import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import classes from './tasks.module.css';

interface CustomerLinkProps {
  readonly id: number;
  readonly name: string;
  readonly onClick?: () => void;
}

/** The customer that something is about: its name leads to its page. */
export function CustomerLink({ id, name, onClick }: CustomerLinkProps) {
  return (
    <Anchor
      className={classes.customer}
      renderRoot={(props) => (
        <Link to="/customers/$id" params={{ id: String(id) }} onClick={onClick} {...props} />
      )}
    >
      {name}
    </Anchor>
  );
}
