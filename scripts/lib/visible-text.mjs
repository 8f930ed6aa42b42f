import { parseAst } from 'vite';

/** Attributes and properties whose text a person reads or hears. */
const SHOWN = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'hint',
  'label',
  'placeholder',
  'title',
]);
/** Functions whose arguments are shown as they are. */
const SHOWING = new Set(['notify', 'alert', 'confirm', 'prompt']);
const LETTER = /\p{L}/u;

/** @typedef {{ type: string, [key: string]: any }} Node */

/**
 * Text that a person would see or hear, written into the code instead of the catalogue. Single letters count, units
 * and key names too: they differ between languages.
 *
 * @param {string} source
 * @param {'ts' | 'tsx'} lang
 * @returns {string[]}
 */
export function visibleText(source, lang) {
  /** @type {string[]} */
  const found = [];
  const see = (/** @type {Node | null | undefined} */ node) => {
    for (const text of literals(node)) if (LETTER.test(text)) found.push(text.trim());
  };
  walk(/** @type {any} */ (parseAst(source, { lang })), (node) => {
    switch (node.type) {
      case 'JSXText':
        if (LETTER.test(node.value)) found.push(node.value.trim());
        break;
      case 'JSXAttribute':
        if (SHOWN.has(node.name.name)) see(node.value);
        break;
      case 'JSXElement':
      case 'JSXFragment':
        for (const child of node.children) if (child.type === 'JSXExpressionContainer') see(child);
        break;
      case 'CallExpression':
        if (node.callee.type === 'Identifier' && SHOWING.has(node.callee.name))
          for (const argument of node.arguments.slice(-1)) see(argument);
        if (node.callee.property?.name === 'setAttribute' && SHOWN.has(node.arguments[0]?.value))
          see(node.arguments[1]);
        break;
    }
  });
  return [...new Set(found)];
}

/**
 * The strings that an expression may come to: not those that it hands to a call, where they are keys or data.
 *
 * @param {Node | null | undefined} node
 * @returns {string[]}
 */
function literals(node) {
  switch (node?.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node.value] : [];
    case 'TemplateLiteral':
      return [
        ...node.quasis.map((/** @type {Node} */ quasi) => quasi.value.raw),
        ...node.expressions.flatMap(literals),
      ];
    case 'JSXExpressionContainer':
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSNonNullExpression':
      return literals(node.expression);
    case 'ConditionalExpression':
      return [...literals(node.consequent), ...literals(node.alternate)];
    case 'LogicalExpression':
      return [...(node.operator === '&&' ? [] : literals(node.left)), ...literals(node.right)];
    case 'BinaryExpression':
      return node.operator === '+' ? [...literals(node.left), ...literals(node.right)] : [];
    case 'ArrayExpression':
      return node.elements.flatMap(literals);
    default:
      return [];
  }
}

/** @param {Node} node @param {(node: Node) => void} visit */
function walk(node, visit) {
  visit(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value])
      if (child && typeof child === 'object' && typeof child.type === 'string') walk(child, visit);
  }
}
