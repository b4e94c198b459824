/** An example of code, with its comment in the language of the answer. */
export const code = (comment: string) => `\`\`\`python
def fibonacci(limit: int) -> list[int]:
    """${comment}"""
    numbers = [0, 1]
    while numbers[-1] + numbers[-2] <= limit:
        numbers.append(numbers[-1] + numbers[-2])
    return numbers

print(fibonacci(100))
\`\`\``

/** Long enough to be handier as a file, whose name it begins with. */
export const longCode = `\`\`\`python
# numbers.py
${Array.from({ length: 60 }, (_, n) => `def times_${n + 1}(value: int) -> int:\n    return value * ${n + 1}\n`).join('\n')}\`\`\``
