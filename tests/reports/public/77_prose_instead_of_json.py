# source: openvang/vanguarstew#809
import json
import os

from openai import OpenAI


class LLM:
    def __init__(self):
        self.client = OpenAI(timeout=20, max_retries=2)
        self.model = os.environ["DECIDER_MODEL"]

    def chat(self, system, user):
        reply = self.client.chat.completions.create(
            model=self.model,
            max_tokens=500,
            messages=[{"role": "system", "content": system}, {"role": "user", "content": user}],
        )
        return reply.choices[0].message.content

    def chat_json(self, system, user):
        return json.loads(self.chat(system, user))  # expect: MLS810


def decide(llm, question):
    answer = llm.chat_json("Answer with JSON: {merge: bool, why: str}", question)
    return answer["merge"], answer["why"]
