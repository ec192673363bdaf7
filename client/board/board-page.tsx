import { MantineProvider } from '@mantine/core';
import { cssVariables, theme } from '../app/theme.ts';
import styles from './board.module.css';
import { Board } from './board.tsx';

/** The board is dark on every screen: a wall that shines at night blinds the hall. */
export function BoardPage() {
  return (
    <div id="board" className={styles.page}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        forceColorScheme="dark"
        cssVariablesSelector="#board"
        getRootElement={() => document.getElementById('board') ?? undefined}
        withGlobalClasses={false}
      >
        <Board />
      </MantineProvider>
    </div>
  );
}
