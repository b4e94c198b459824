import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './style.css'
import { createRoot } from 'react-dom/client'
import { Cabinet } from './cabinet.tsx'
import { greetTelegram } from './telegram.ts'

createRoot(document.getElementById('root')!).render(<Cabinet />)
greetTelegram()
