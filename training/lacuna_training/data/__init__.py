"""Pictures, cut-outs, masks and captions that the models are trained and measured on."""
