"""The tokenizer of a vocabulary, in the JSON form of Hugging Face's tokenizers (WordLevel)."""

import re

from ..models.config import MODEL_MAX_LENGTH

SPECIAL = ('[PAD]', '[UNK]', '[BOS]', '[EOS]')
PAD, UNKNOWN, BEGIN, END = range(4)


def tokenizer_json(words: list[str]) -> dict[str, object]:
    """`words` in the order of their ids, which begin after the four special tokens."""
    return {
        'version': '1.0',
        'truncation': None,
        'padding': None,
        'added_tokens': [
            {
                'id': index,
                'content': token,
                'single_word': False,
                'lstrip': False,
                'rstrip': False,
                'normalized': False,
                'special': True,
            }
            for index, token in enumerate(SPECIAL)
        ],
        'normalizer': {'type': 'Lowercase'},
        'pre_tokenizer': {'type': 'Whitespace'},
        'post_processor': {
            'type': 'TemplateProcessing',
            'single': [
                {'SpecialToken': {'id': '[BOS]', 'type_id': 0}},
                {'Sequence': {'id': 'A', 'type_id': 0}},
                {'SpecialToken': {'id': '[EOS]', 'type_id': 0}},
            ],
            'pair': [{'Sequence': {'id': 'A', 'type_id': 0}}, {'Sequence': {'id': 'B', 'type_id': 1}}],
            'special_tokens': {
                token: {'id': token, 'ids': [index], 'tokens': [token]}
                for token, index in (('[BOS]', BEGIN), ('[EOS]', END))
            },
        },
        'decoder': None,
        'model': {
            'type': 'WordLevel',
            'vocab': {token: index for index, token in enumerate((*SPECIAL, *words))},
            'unk_token': '[UNK]',
        },
    }


def tokenizer_config() -> dict[str, object]:
    """Goes with tokenizer.json; prompts are padded with 0 to model_max_length."""
    return {
        'tokenizer_class': 'PreTrainedTokenizerFast',
        'model_max_length': MODEL_MAX_LENGTH,
        'pad_token': '[PAD]',
        'unk_token': '[UNK]',
        'bos_token': '[BOS]',
        'eos_token': '[EOS]',
        'clean_up_tokenization_spaces': False,
    }


def split(prompt: str) -> list[str]:
    """Lower-case words and runs of punctuation: the "Whitespace" pre-tokenizer, `\\w+|[^\\w\\s]+`."""
    return re.findall(r'\w+|[^\w\s]+', prompt.lower())


def encode(prompt: str, words: list[str]) -> list[int]:
    """Token ids of a prompt, cut and padded to 16; an empty prompt is begin and end alone."""
    table = {word: index + len(SPECIAL) for index, word in enumerate(words)}
    inner = [table.get(word, UNKNOWN) for word in split(prompt)][: MODEL_MAX_LENGTH - 2]
    ids = [BEGIN, *inner, END]
    return ids + [PAD] * (MODEL_MAX_LENGTH - len(ids))
