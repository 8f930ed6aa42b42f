"""Networks to packs: ONNX graphs, configs, tokenizer, manifest."""
