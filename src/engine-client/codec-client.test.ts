import { expect, it } from 'vitest';
import { forever, type ScriptedWorker } from '../../e2e/support/scripted-worker.ts';
import { serve } from '../../workers/rpc/serve.ts';
