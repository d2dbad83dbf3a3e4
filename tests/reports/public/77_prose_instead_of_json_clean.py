# source: openvang/vanguarstew#809, as it should be
import json
import logging
import os

from openai import OpenAI

log = logging.getLogger("decider")


class LLM:
    def __init__(self):
        self.client = OpenAI(timeout=20, max_retries=2)
        self.model = os.environ["DECIDER_MODEL"]

    def chat(self, system, user):
        reply = self.client.chat.completions.create(
            model=self.model,
            max_tokens=500,
            response_format={"type": "json_object"},
            messages=[{"role": "system", "content": system}, {"role": "user", "content": user}],
        )
        return reply.choices[0].message.content

    def chat_json(self, system, user, stub):
        text = self.chat(system, user)
        try:
            answer = json.loads(text)
        except ValueError:
            log.warning("no JSON in %r, using the stub", text[:200])
            return stub
        if not isinstance(answer, dict) or set(answer) != set(stub):
            log.warning("unexpected keys in %r, using the stub", answer)
            return stub
        return answer


def decide(llm, question):
    stub = {"merge": False, "why": "the model gave no usable answer"}
    answer = llm.chat_json("Answer with JSON: {merge: bool, why: str}", question, stub)
    return answer["merge"], answer["why"]
