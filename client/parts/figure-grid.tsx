import { Paper, SimpleGrid, type SimpleGridProps, Text } from '@mantine/core';

export interface Figure {
  name: string;
  value: string;
  hint?: string | null | undefined;
}

/** Numbers side by side, each with its name and what it means. */
export function FigureGrid({
  figures,
  cols,
}: {
  figures: readonly Figure[];
  cols: NonNullable<SimpleGridProps['cols']>;
}) {
  return (
    <SimpleGrid cols={cols} spacing="sm">
      {figures.map(({ name, value, hint }) => (
        <Paper key={name} withBorder px="md" py="sm">
          <Text fz="xs" c="dimmed">
            {name}
          </Text>
          <Text fz="lg" fw={650}>
            {value}
          </Text>
          {hint && (
            <Text fz="xs" c="dimmed">
              {hint}
            </Text>
          )}
        </Paper>
      ))}
    </SimpleGrid>
  );
}
