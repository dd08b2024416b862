"""Reference vectors for the engine: a tiny random Llama and a LoRA adapter, as transformers and peft compute them.

    python -m venv venv && venv/bin/pip install -r requirements.txt && venv/bin/python make.py

Writes one folder for each variant beside this file:

    config.json, model.safetensors            the base, in the Hugging Face layout
    adapter/adapter_config.json               the adapter, in PEFT's layout, with non-zero B
    adapter/adapter_model.safetensors
    expected.safetensors                      what the engine must reproduce:
        tokens            u32 [2, T]          two sequences
        base.logits       f32 [2, T, V]       without the adapter
        adapter.logits    f32 [2, T, V]       with it
        loss              f32 [2]             mean next-token cross-entropy of each sequence, with the adapter
        output_from       u32 [1]             first token of the "output" in the loss below
        output_loss       f32 [2]             the same, over the output's tokens only (given the prompt before)
        gradient.{s}.{k}          f32         d loss[s] / d (adapter tensor k), k as PEFT names it on disk
        output_gradient.{s}.{k}   f32         d output_loss[s] / d (adapter tensor k)

Variants: `tied` shares the embedding with the head and keeps config.json as transformers 5 writes it
(`rope_parameters`); `untied` has its own head, another RoPE base and epsilon, and the older config.json
(`rope_theta` at the top level) that most published models have; `scaled` has Llama 3's RoPE scaling.
"""

import json
import shutil
from pathlib import Path

import torch
from peft import LoraConfig, get_peft_model
from peft.utils import get_peft_model_state_dict
from safetensors.torch import load_file, save_file
from transformers import LlamaConfig, LlamaForCausalLM

HERE = Path(__file__).parent
TOKENS, OUTPUT_FROM, VOCABULARY = 24, 10, 96
PROJECTIONS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
LLAMA3 = {
    "rope_type": "llama3",
    "rope_theta": 500000.0,
    "factor": 8.0,
    "low_freq_factor": 1.0,
    "high_freq_factor": 4.0,
    # Below the 24 tokens used, so that every branch of the scaling is taken.
    "original_max_position_embeddings": 16,
}
VARIANTS = {
    "tied": dict(tie_word_embeddings=True, rms_norm_eps=1e-5, rope_parameters={"rope_type": "default", "rope_theta": 10000.0}),
    "untied": dict(tie_word_embeddings=False, rms_norm_eps=1e-6, rope_parameters={"rope_type": "default", "rope_theta": 500000.0}),
    "scaled": dict(tie_word_embeddings=True, rms_norm_eps=1e-5, rope_parameters=LLAMA3),
}


def base_model(options):
    config = LlamaConfig(
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        vocab_size=VOCABULARY,
        max_position_embeddings=128,
        bos_token_id=1,
        eos_token_id=2,
        attn_implementation="eager",
        dtype="float32",
        **options,
    )
    model = LlamaForCausalLM(config).float().eval()
    # Larger than the usual initialisation: attention that is far from uniform tests RoPE and masking.
    for name, parameter in model.named_parameters():
        scale = 0.3 if "norm" in name else 0.25
        centre = 1.0 if "norm" in name else 0.0
        parameter.data = centre + scale * torch.randn_like(parameter)
    if options["tie_word_embeddings"]:
        model.tie_weights()
    return model


def mean_loss(logits, tokens, first):
    """Mean cross-entropy of the tokens from position `first`, each given everything before it."""
    return torch.nn.functional.cross_entropy(logits[first - 1 : -1].float(), tokens[first:])


def old_style(folder):
    """Rewrites config.json as transformers 4 did."""
    path = folder / "config.json"
    config = json.loads(path.read_text())
    rope = config.pop("rope_parameters")
    config["rope_theta"] = rope["rope_theta"]
    config["rope_scaling"] = None
    config["torch_dtype"] = config.pop("dtype")
    path.write_text(json.dumps(config, indent=2, sort_keys=True) + "\n")


def repeatable(path, name):
    """Sorts the target modules, which peft writes in the order of a set, and names the base."""
    config = json.loads(path.read_text())
    config["target_modules"].sort()
    config["base_model_name_or_path"] = f"openledger/vectors-{name}"
    path.write_text(json.dumps(config, indent=2, sort_keys=True) + "\n")


def make(name, options, seed):
    torch.manual_seed(seed)
    folder = HERE / name
    shutil.rmtree(folder, ignore_errors=True)
    model = base_model(options)
    model.save_pretrained(folder)
    (folder / "generation_config.json").unlink(missing_ok=True)
    if name == "untied":
        old_style(folder)

    tokens = torch.randint(3, VOCABULARY, (2, TOKENS))
    with torch.no_grad():
        expected = {"base.logits": model(tokens).logits.clone()}

    lora = LoraConfig(r=4, lora_alpha=8, lora_dropout=0.0, target_modules=PROJECTIONS, task_type="CAUSAL_LM", bias="none")
    model = get_peft_model(model, lora).eval()
    for key, parameter in model.named_parameters():
        if "lora_B" in key:
            parameter.data = 0.1 * torch.randn_like(parameter)
    model.save_pretrained(folder / "adapter")
    (folder / "adapter" / "README.md").unlink(missing_ok=True)
    repeatable(folder / "adapter" / "adapter_config.json", name)
    on_disk = load_file(folder / "adapter" / "adapter_model.safetensors")

    expected["adapter.logits"] = model(tokens).logits.detach().clone()
    losses = {"loss": 1, "output_loss": OUTPUT_FROM}
    for loss_name, first in losses.items():
        values = []
        for sequence in range(2):
            model.zero_grad()
            loss = mean_loss(model(tokens[sequence : sequence + 1]).logits[0], tokens[sequence], first)
            loss.backward()
            values.append(loss.detach())
            trained = {key: parameter.grad for key, parameter in model.named_parameters() if parameter.requires_grad}
            prefix = "gradient" if loss_name == "loss" else "output_gradient"
            for key, gradient in trained.items():
                saved = key.replace(".default", "")
                assert saved in on_disk and gradient.abs().max() > 1e-6, key
                expected[f"{prefix}.{sequence}.{saved}"] = gradient.clone()
            assert len(trained) == len(on_disk) == len(get_peft_model_state_dict(model))
        expected[loss_name] = torch.stack(values)
    expected["tokens"] = tokens.to(torch.uint32)
    expected["output_from"] = torch.tensor([OUTPUT_FROM], dtype=torch.uint32)
    save_file({key: value.contiguous() for key, value in expected.items()}, folder / "expected.safetensors")
    for path in folder.rglob("*.safetensors"):
        path.chmod(0o644)
    print(name, "loss", expected["loss"].tolist(), "output loss", expected["output_loss"].tolist())


if __name__ == "__main__":
    torch.set_num_threads(1)
    for position, (name, options) in enumerate(VARIANTS.items()):
        make(name, options, seed=20261121 + position)
