import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface RuleRowProps {
  children: ReactNode;
  /** what it is about, in a smaller line */
  detail?: ReactNode;
  /** undefined: nothing can be done */
  action?: { label: string; onClick: () => void } | undefined;
}

/** One announced thing, and the way to end it. */
export function RuleRow({ children, detail, action }: RuleRowProps) {
  return (
    <Group justify="space-between" align="flex-start" gap="xs" component="li">
      <div style={{ flex: '1 1 18rem' }}>
        <Text component="div" fz="sm" fw={550}>
          {children}
        </Text>
        {detail && (
          <Text component="div" fz="sm" c="dimmed">
            {detail}
          </Text>
        )}
      </div>
      {action && (
        <Button variant="default" size="xs" style={{ flexShrink: 0 }} onClick={action.onClick}>
          {action.label}
        </Button>
      )}
    </Group>
  );
}

interface RuleListProps {
  title: string;
  /** said where there is nothing */
  empty: string;
  action?: ReactNode;
  children: readonly ReactNode[];
}

export function RuleList({ title, empty, action, children }: RuleListProps) {
  return (
    <div>
      <Group justify="space-between" mb={4} gap="xs">
        <Text component="h3" m={0} fw={650}>
          {title}
        </Text>
        {action}
      </Group>
      {children.length === 0 ? (
        <Text fz="sm" c="dimmed">
          {empty}
        </Text>
      ) : (
        <ul style={{ display: 'grid', gap: 10, margin: 0, padding: 0, listStyle: 'none' }}>{children}</ul>
      )}
    </div>
  );
}
