# The Windows print queue, for a till: it reads a question in JSON on each line of its input and answers in JSON on a line of its output.
# Everything that is not plain ASCII comes and goes as base64 of UTF-8, so that no code page of a console can change it, and nothing of a
# question ever becomes a part of a command. It ends with its input. Who asks, and what the answers mean, stands in
# electron/devices/transports/windows-spooler.ts.
$ErrorActionPreference = 'Stop'

function Say($answer) {
  [Console]::Out.WriteLine((ConvertTo-Json -Compress -InputObject $answer))
  [Console]::Out.Flush()
}

function Encoded([string] $text) {
  [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($text))
}

try {
  Add-Type -AssemblyName System.Drawing
  Add-Type -TypeDefinition @'
using System;
using System.ComponentModel;
using System.Runtime.InteropServices;

public static class TesseraSpooler
{
  [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)]
  public class DocInfo
  {
    [MarshalAs(UnmanagedType.LPWStr)] public string Name;
    [MarshalAs(UnmanagedType.LPWStr)] public string Output;
    [MarshalAs(UnmanagedType.LPWStr)] public string Type;
  }

  [DllImport("winspool.drv", EntryPoint = "OpenPrinterW", SetLastError = true, CharSet = CharSet.Unicode, ExactSpelling = true)]
  static extern bool OpenPrinter(string name, out IntPtr printer, IntPtr defaults);
  [DllImport("winspool.drv", SetLastError = true, ExactSpelling = true)]
  static extern bool ClosePrinter(IntPtr printer);
  [DllImport("winspool.drv", EntryPoint = "GetPrinterW", SetLastError = true, ExactSpelling = true)]
  static extern bool GetPrinter(IntPtr printer, int level, IntPtr buffer, int size, out int needed);
  [DllImport("winspool.drv", EntryPoint = "StartDocPrinterW", SetLastError = true, CharSet = CharSet.Unicode, ExactSpelling = true)]
  static extern int StartDocPrinter(IntPtr printer, int level, [In, MarshalAs(UnmanagedType.LPStruct)] DocInfo info);
  [DllImport("winspool.drv", SetLastError = true, ExactSpelling = true)]
  static extern bool EndDocPrinter(IntPtr printer);
  [DllImport("winspool.drv", SetLastError = true, ExactSpelling = true)]
  static extern bool StartPagePrinter(IntPtr printer);
  [DllImport("winspool.drv", SetLastError = true, ExactSpelling = true)]
  static extern bool EndPagePrinter(IntPtr printer);
  [DllImport("winspool.drv", SetLastError = true, ExactSpelling = true)]
  static extern bool WritePrinter(IntPtr printer, byte[] bytes, int count, out int written);

  static Exception Last() { return new Win32Exception(Marshal.GetLastWin32Error()); }

  public static IntPtr Open(string name)
  {
    IntPtr printer;
    if (!OpenPrinter(name, out printer, IntPtr.Zero)) throw Last();
    return printer;
  }

  public static void Close(IntPtr printer) { ClosePrinter(printer); }

  // Level 6 is the status alone; of level 5 only the attributes are read, behind two texts.
  public static uint Status(IntPtr printer) { return Word(printer, 6, 0); }
  public static uint Attributes(IntPtr printer) { return Word(printer, 5, 2 * IntPtr.Size); }

  static uint Word(IntPtr printer, int level, int place)
  {
    int needed;
    GetPrinter(printer, level, IntPtr.Zero, 0, out needed);
    if (needed <= 0) throw Last();
    IntPtr buffer = Marshal.AllocHGlobal(needed);
    try
    {
      if (!GetPrinter(printer, level, buffer, needed, out needed)) throw Last();
      return (uint)Marshal.ReadInt32(buffer, place);
    }
    finally { Marshal.FreeHGlobal(buffer); }
  }

  public static int StartJob(IntPtr printer)
  {
    int job = StartDocPrinter(printer, 1, new DocInfo { Name = "Tessera", Type = "RAW" });
    if (job == 0) throw Last();
    return job;
  }

  public static int Write(IntPtr printer, byte[] bytes)
  {
    int written;
    if (!StartPagePrinter(printer)) throw Last();
    if (!WritePrinter(printer, bytes, bytes.Length, out written)) throw Last();
    if (!EndPagePrinter(printer)) throw Last();
    return written;
  }

  public static void EndJob(IntPtr printer) { if (!EndDocPrinter(printer)) throw Last(); }
}
'@
  Say @{ says = 'ready' }
} catch {
  Say @{ says = 'unable'; why = (Encoded $_.Exception.Message) }
  exit 1
}

while ($null -ne ($line = [Console]::In.ReadLine())) {
  $id = 0
  $printer = [IntPtr]::Zero
  try {
    $question = ConvertFrom-Json -InputObject $line
    $id = [int] $question.id
    if ($question.ask -eq 'list') {
      $queues = @([Drawing.Printing.PrinterSettings]::InstalledPrinters | ForEach-Object { Encoded $_ })
      Say @{ id = $id; says = 'queues'; queues = $queues }
      continue
    }
    $queue = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($question.queue))
    $printer = [TesseraSpooler]::Open($queue)
    if ($question.ask -eq 'state') {
      $status = [TesseraSpooler]::Status($printer)
      $attributes = [TesseraSpooler]::Attributes($printer)
      Say @{ id = $id; says = 'state'; status = $status; attributes = $attributes }
    } elseif ($question.ask -eq 'print') {
      $bytes = [Convert]::FromBase64String($question.bytes)
      $job = [TesseraSpooler]::StartJob($printer)
      # From here on bytes may be on their way, whatever becomes of us.
      Say @{ id = $id; says = 'started'; job = $job }
      $written = [TesseraSpooler]::Write($printer, $bytes)
      [TesseraSpooler]::EndJob($printer)
      Say @{ id = $id; says = 'taken'; job = $job; written = $written }
    } else {
      Say @{ id = $id; says = 'failed'; why = (Encoded 'no such question') }
    }
  } catch {
    Say @{ id = $id; says = 'failed'; why = (Encoded $_.Exception.Message) }
  } finally {
    if ($printer -ne [IntPtr]::Zero) { [TesseraSpooler]::Close($printer) }
  }
}
