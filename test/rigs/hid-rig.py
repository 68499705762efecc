"""A scanner that the kernel never saw: umockdev fakes /sys and /dev for whatever this starts.

  umockdev-wrapper python3 hid-rig.py <command>...

Reads words from its standard input, one a line: plug <number> <serial>, unplug <number>, report <number> <hex>. Starts the command,
hands its output through, and ends with it.
"""
import os
import subprocess
import sys
import threading
import time

import gi

gi.require_version('UMockdev', '1.0')
from gi.repository import UMockdev  # noqa: E402

DESCRIPTOR = os.environ['HID_DESCRIPTOR']
bed = UMockdev.Testbed.new()
plugged = {}


def places(number):
    usb = f'/sys/devices/pci0000:00/0000:00:14.0/usb1/1-{number + 3}'
    interface = f'{usb}/1-{number + 3}:1.0'
    hid = f'{interface}/0003:0C2E:0B87.{number + 1:04d}'
    return [f'{hid}/hidraw/hidraw{number}', hid, interface, usb]


def described(number, serial):
    raw, hid, interface, usb = [place[len('/sys'):] for place in places(number)]
    return f'''P: {usb}
N: bus/usb/001/{number + 5:03d}
E: SUBSYSTEM=usb
E: DEVTYPE=usb_device
E: DEVNAME=/dev/bus/usb/001/{number + 5:03d}
E: MAJOR=189
E: MINOR={number + 4}
A: idVendor=0c2e\\n
A: idProduct=0b87\\n
A: manufacturer=Honeywell\\n
A: product=Voyager 1470\\n
A: serial={serial}\\n
A: bcdDevice=0102\\n

P: {interface}
E: SUBSYSTEM=usb
E: DEVTYPE=usb_interface
A: bInterfaceNumber=00\\n
A: bInterfaceClass=03\\n

P: {hid}
E: SUBSYSTEM=hid
E: HID_ID=0003:00000C2E:00000B87
E: HID_NAME=Honeywell Voyager 1470
E: HID_PHYS=usb-0000:00:14.0-{number + 3}/input0
E: HID_UNIQ={serial}
H: report_descriptor={DESCRIPTOR}

P: {raw}
N: hidraw{number}
E: SUBSYSTEM=hidraw
E: DEVNAME=/dev/hidraw{number}
E: MAJOR=241
E: MINOR={number}
L: device=../../../0003:0C2E:0B87.{number + 1:04d}
A: dev=241:{number}\\n
'''


def ioctls(number):
    size = len(DESCRIPTOR) // 2
    length = size.to_bytes(4, 'little').hex().upper()
    padded = DESCRIPTOR.ljust(8192, '0')
    return f'''@DEV /dev/hidraw{number} (HIDRAW)
HIDIOCGRDESCSIZE 0 {length}
HIDIOCGRDESC 0 {length}{padded}
HIDIOCSFEATURE 2 FE01
'''


def plug(number, serial):
    # What is left of the last plugging in makes the next one abort.
    left = os.path.join(bed.get_root_dir(), 'dev', '.ptymap')
    for name in os.listdir(left) if os.path.isdir(left) else []:
        os.remove(os.path.join(left, name))
    bed.add_from_string(described(number, serial))
    file = os.path.join(bed.get_root_dir(), f'hidraw{number}.ioctl')
    with open(file, 'w') as handle:
        handle.write(ioctls(number))
    bed.load_ioctl(f'/dev/hidraw{number}', file)
    plugged[number] = bed.get_dev_fd(f'/dev/hidraw{number}')


def unplug(number):
    os.close(plugged.pop(number))
    for place in places(number):
        bed.remove_device(place)


def obey(child):
    for line in sys.stdin:
        words = line.split()
        if words[0] == 'plug':
            plug(int(words[1]), words[2])
        elif words[0] == 'unplug':
            unplug(int(words[1]))
        elif words[0] == 'report':
            os.write(plugged[int(words[1])], bytes.fromhex(words[2]))
            # A terminal runs together what a real device keeps apart, a millisecond or more each.
            time.sleep(0.005)
    child.terminate()


child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)
threading.Thread(target=obey, args=(child,), daemon=True).start()
sys.exit(child.wait())
