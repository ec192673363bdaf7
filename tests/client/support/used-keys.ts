/** A name, or a piece of one, in a key. */
const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * A key is asked for by its name in quotes, or by a template such as `gate.do.${state}`; the first word of a template must stand in it, or one like
 * `${a}.${b}` would ask for everything.
 */
export function unusedKeys(keys: readonly string[], source: string): string[] {
  const named = new Set([...source.matchAll(/['"`]([\w.-]+)['"`]/g)].map((match) => match[1]!));
  const templates = [...source.matchAll(/`([a-zA-Z]+\.[\w.-]*(?:\$\{[^`]*?\}[\w.-]*)+)`/g)].map((match) => match[1]!);
  const patterns = [...new Set(templates)].map(
    (template) =>
      new RegExp(
        `^${template
          .split(/\$\{[^`]*?\}/)
          .map(literally)
          .join('[\\w-]+')}$`,
      ),
  );
  return keys.filter((key) => !named.has(key) && !patterns.some((pattern) => pattern.test(key)));
}
