import { t } from '../../i18n/t.ts';
import { answerQuestion, type Question } from '../../stores/view-store.ts';
import { Dialog } from '../../ui/Dialog.tsx';

/** Asks before something is lost. */
export function QuestionDialog({ question }: { readonly question: Question }) {
  return (
    <Dialog title={question.title} onClose={() => answerQuestion(false)}>
      <p>{question.body}</p>
      <footer>
        <button type="button" className="button" onClick={() => answerQuestion(false)}>
          {t('dialog.cancel')}
        </button>
        <button type="button" className="button button-danger" onClick={() => answerQuestion(true)}>
          {question.confirm}
        </button>
      </footer>
    </Dialog>
  );
}
