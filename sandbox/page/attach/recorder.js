import { toast } from '../dialogs.js'
import { byId } from '../dom.js'
import { words } from '../texts.js'

/** Opus in what a browser can write; the sandbox makes a voice message of either. */
const types = ['audio/ogg;codecs=opus', 'audio/webm;codecs=opus']
const tickMs = 200

/** Records a voice message from the first press to the sending, or until it is thrown away. */
export class Recorder {
  #form = byId('form')
  #time = byId('recording-time')
  #recorded
  /** @type {MediaRecorder | undefined} */
  #recorder
  /** @type {Blob[]} */
  #parts = []
  #begun = 0
  #timer = 0

  /** @param {{ recorded: (voice: File) => unknown }} handlers */
  constructor({ recorded }) {
    this.#recorded = recorded
    byId('record').addEventListener('click', () => this.#begin())
    byId('recording-away').addEventListener('click', () => this.cancel())
  }

  isOn() {
    return this.#recorder !== undefined
  }

  /** The recording ends and is sent. */
  finish() {
    const recorder = this.#recorder
    if (!recorder) return
    recorder.addEventListener('stop', () => {
      const type = recorder.mimeType
      this.#recorded(new File(this.#parts, type.startsWith('audio/ogg') ? 'voice.ogg' : 'voice.webm', { type }))
    })
    this.#stop(recorder)
  }

  cancel() {
    if (this.#recorder) this.#stop(this.#recorder)
  }

  async #begin() {
    const type = types.find((one) => globalThis.MediaRecorder?.isTypeSupported(one))
    if (!type) return toast(words().cannotRecord)
    // Absent where the page is not served by this machine and has no certificate.
    const stream = await navigator.mediaDevices?.getUserMedia({ audio: true }).catch(() => undefined)
    if (!stream) return toast(words().noMicrophone)
    this.#parts = []
    const recorder = new MediaRecorder(stream, { mimeType: type })
    recorder.addEventListener('dataavailable', ({ data }) => this.#parts.push(data))
    recorder.start()
    this.#recorder = recorder
    this.#begun = Date.now()
    this.#timer = setInterval(() => this.#showTime(), tickMs)
    this.#showTime()
    this.#form.classList.add('recording')
    byId('send').focus()
  }

  /** @param {MediaRecorder} recorder */
  #stop(recorder) {
    clearInterval(this.#timer)
    this.#recorder = undefined
    this.#form.classList.remove('recording')
    recorder.stop()
    for (const track of recorder.stream.getTracks()) track.stop()
  }

  #showTime() {
    const seconds = Math.floor((Date.now() - this.#begun) / 1000)
    this.#time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  }
}
