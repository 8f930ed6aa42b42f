import { de } from '../../src/i18n/de.ts';
import { en } from '../../src/i18n/en.ts';
import { testEveryScreen } from '../support/every-screen.ts';

testEveryScreen({ name: 'desk', texts: en, phone: false, use: { viewport: { width: 1280, height: 800 } } }, [
  'tools and menus',
  'a fill, and what comes after',
]);

testEveryScreen({
  name: 'phone, German',
  texts: de,
  phone: true,
  use: { viewport: { width: 390, height: 844 }, hasTouch: true, locale: 'de-DE' },
});
