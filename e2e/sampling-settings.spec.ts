import { expect } from '@playwright/test';
import { test } from './support/test.ts';

test('settings of the walk: only those that mean something can be changed, and each intent keeps its own', async ({
  editor,
  page,
}) => {
  await editor.goto('?provider=wasm');
  await editor.open('e2e/fixtures/held-out.jpg');
  const choice = (name: string) => page.getByRole('combobox', { name, exact: true });
  const number = (name: string) => page.getByRole('spinbutton', { name, exact: true });
  const advanced = () => page.getByText('Advanced', { exact: true }).click();
  const intent = (name: string) => page.getByRole('radio', { name, exact: true }).check();
  await intent('Add');
  await advanced();

  await expect(choice('Noise levels')).toBeDisabled();
  await expect(choice('Timestep spacing')).toBeEnabled();
  await choice('Sampler').selectOption('ddim');
  await expect(number('Fresh noise (eta)')).toBeEnabled();
  await choice('Sampler').selectOption('euler');
  await expect(number('Fresh noise (eta)')).toBeDisabled();
  await choice('Noise levels').selectOption('karras');
  await expect(choice('Timestep spacing')).toBeDisabled();
  await choice('Noise levels').selectOption('plain');
  await choice('Timestep spacing').selectOption('trailing');
  await editor.number('Guidance', 1);
  await expect(number('Guidance rescale')).toBeDisabled();
  await editor.number('Guidance', 4);
  await editor.number('Guidance rescale', 0.7);

  await intent('Remove');
  await expect(choice('Sampler')).toHaveValue('auto');
  await expect(choice('Timestep spacing')).toHaveValue('auto');

  await page.reload();
  await editor.open('e2e/fixtures/held-out.jpg');
  await intent('Add');
  await advanced();
  await expect(choice('Sampler')).toHaveValue('euler');
  await expect(choice('Noise levels')).toHaveValue('plain');
  await expect(choice('Timestep spacing')).toHaveValue('trailing');
  await expect(number('Guidance rescale')).toHaveValue('0.7');
});

test('before an expansion starts it is said how often the model will be asked', async ({ editor, page }) => {
  await editor.goto('?provider=wasm');
  await editor.open('e2e/fixtures/held-out.jpg');
  await page.getByRole('radio', { name: 'Expand', exact: true }).check();
  const estimate = page.locator('.run-note');
  await expect(estimate).toHaveText('');
  await page.getByText('Advanced', { exact: true }).click();
  await page.getByRole('spinbutton', { name: 'Right', exact: true }).fill('25');
  await expect(estimate).toContainText(' 12 model calls');
  await page.getByRole('spinbutton', { name: 'Right', exact: true }).fill('100');
  await expect(estimate).not.toContainText(' 12 model calls');
  await expect(estimate).toContainText(/About \d+ s, \d+ model calls/);
});
